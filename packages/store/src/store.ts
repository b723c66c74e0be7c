import type { AccountBook } from "@flywheel/accounts/port";
import type { ExperimentRegister, SegmentRegister } from "@flywheel/experiments/port";
import type { NetworkState } from "@flywheel/network/port";
import type { EventLog } from "@flywheel/telemetry/port";
import type { Shelf } from "@flywheel/works/port";
import type { Database } from "./database.ts";
import type { DrainStatus } from "./journal/drain.ts";
import type { JournalStatus } from "./journal/journal.ts";
import type { ProjectionStatus } from "./projection/projection.ts";
import type { QuestionEngine } from "./questions.ts";
import type * as staffTables from "./schema/staff.ts";

/** The journal as an operator sees it. */
export type JournalReport = JournalStatus & DrainStatus;

/** Everything that lasts: the durable side of every room's port, on one database. */
export type Store = AsyncDisposable & {
  readonly engine: "pglite" | "postgres";
  readonly events: EventLog;
  readonly accounts: AccountBook;
  readonly works: Shelf;
  readonly experiments: ExperimentRegister;
  readonly segments: SegmentRegister;
  readonly network: NetworkState;
  readonly questions: QuestionEngine;
  /** What better-auth's Drizzle adapter is given; its model names are the keys of `schema`. */
  readonly staff: { readonly database: Database; readonly schema: typeof staffTables };
  /** What waits on its way to the database. */
  readonly journal: () => JournalReport;
  /** How far the copy is that questions are asked of. */
  readonly projection: () => ProjectionStatus;
  /** Resolves when whatever was taken in before the call is visible to questions. @throws StoreUnavailableError */
  catchUp(): Promise<void>;
  /** Removes events that happened before a moment, everywhere; returns how many went. */
  removeBefore(beforeMs: number): Promise<number>;
  /** Lets go of refused events that were received before a moment; returns how many went. */
  releaseQuarantinedBefore(beforeMs: number): Promise<number>;
  /** Whether this server leads those that share its database: what must not be done twice at once is the leader's. */
  leads(): boolean;
  /** Hears what other servers of the same database have done: whom they have erased. */
  refresh(): Promise<void>;
  /** How long a round trip takes, in milliseconds. @throws StoreUnavailableError */
  ping(): Promise<number>;
  close(): Promise<void>;
};
