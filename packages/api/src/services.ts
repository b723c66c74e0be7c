import type { Accounts } from "@flywheel/accounts";
import type { StaffAuth } from "@flywheel/accounts/staff";
import type { Experiments, SavedSegments } from "@flywheel/experiments";
import type { Network, NetworkControl } from "@flywheel/network";
import type { QuestionEngine } from "@flywheel/store";
import type { IntakeLimits } from "@flywheel/telemetry";
import type { EventLog } from "@flywheel/telemetry/port";
import type { IntakeCounts } from "@flywheel/telemetry/router";
import type { Shelf } from "@flywheel/works/port";
import type { UnderWay } from "./serving/under-way.ts";

export type { IntakeCounts };

/** Everything the router may use, opened and handed in by the server. */
export type Services = {
  readonly accounts: Accounts;
  readonly staff: StaffAuth;
  readonly events: EventLog;
  readonly experiments: Experiments;
  readonly segments: SavedSegments;
  readonly network: Network;
  /** Null where a real endpoint supplies the models: nobody here turns its weather or keeps its ledger. */
  readonly networkControl: NetworkControl | null;
  readonly questions: QuestionEngine;
  readonly works: Shelf;
  /** Told what came of every batch of telemetry, and what its sender had lost before. */
  readonly onIntake?: (counts: IntakeCounts) => void;
  /** What visitors may bring to intake a minute; no limits unless told. */
  readonly limits?: IntakeLimits;
  readonly underWay: UnderWay;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};
