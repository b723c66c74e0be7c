import type { Accounts } from "@flywheel/accounts";
import type { StaffAuth } from "@flywheel/accounts/staff";
import type { ExperimentRegister } from "@flywheel/experiments/port";
import type { Network } from "@flywheel/network";
import type { QuestionEngine } from "@flywheel/store";
import type { EventLog } from "@flywheel/telemetry/port";
import type { Shelf } from "@flywheel/works/port";

/** Everything the router may use, opened and handed in by the server. */
export type Services = {
  readonly accounts: Accounts;
  readonly staff: StaffAuth;
  readonly events: EventLog;
  readonly experiments: ExperimentRegister;
  readonly network: Network;
  readonly questions: QuestionEngine;
  readonly works: Shelf;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};
