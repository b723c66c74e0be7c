import type { AccountBook } from "@flywheel/accounts/port";
import type { ExperimentRegister } from "@flywheel/experiments/port";
import type { NetworkState } from "@flywheel/network/port";
import type { EventLog } from "@flywheel/telemetry/port";
import type { Shelf } from "@flywheel/works/port";
import type { Database } from "./database.ts";
import type { QuestionEngine } from "./questions.ts";
import type * as staffTables from "./schema/staff.ts";

/** Everything that lasts: the durable side of every room's port, on one database. */
export type Store = AsyncDisposable & {
  readonly engine: "pglite" | "postgres";
  readonly events: EventLog;
  readonly accounts: AccountBook;
  readonly works: Shelf;
  readonly experiments: ExperimentRegister;
  readonly network: NetworkState;
  readonly questions: QuestionEngine;
  /** What better-auth's Drizzle adapter is given; its model names are the keys of `schema`. */
  readonly staff: { readonly database: Database; readonly schema: typeof staffTables };
  /** How long a round trip takes, in milliseconds. @throws StoreUnavailableError */
  ping(): Promise<number>;
  close(): Promise<void>;
};
