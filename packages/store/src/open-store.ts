import { createAccountBook } from "./account-book.ts";
import { openEmbedded } from "./engines/embedded.ts";
import type { Engine } from "./engines/engine.ts";
import { openServer } from "./engines/server.ts";
import { createEventLog } from "./event-log.ts";
import { createExperimentRegister } from "./experiment-register.ts";
import { guard, shield } from "./guard.ts";
import { migrate } from "./migrate.ts";
import { createNetworkState } from "./network-state.ts";
import { createQuestionEngine } from "./question-engine.ts";
import * as staffTables from "./schema/staff.ts";
import { createShelf } from "./shelf.ts";
import type { Store } from "./store.ts";

export type StoreOptions = {
  /** A PostgreSQL server. Without one the embedded engine keeps everything in `dataDir`. */
  readonly databaseUrl?: string;
  /** Where the embedded engine keeps its files; `memory:` keeps nothing. */
  readonly dataDir: string;
  readonly now: () => number;
  /** What happens to the engine between calls, in plain sentences: stopped, restarted, lost a connection. */
  readonly log?: (sentence: string) => void;
  /** Where the migrations are; found beside the code or the bundle if it is not said. */
  readonly migrationsFolder?: string;
};

/**
 * Opens the database, brings its tables up to date and hands out every port.
 * @throws DataDirectoryInUseError, StoreUnavailableError
 */
export async function openStore({
  databaseUrl,
  dataDir,
  now,
  log = () => {},
  migrationsFolder,
}: StoreOptions): Promise<Store> {
  const engine =
    databaseUrl === undefined ? await openEmbedded({ dataDir, log }) : await openServer({ databaseUrl, log });
  try {
    await migrate(engine, migrationsFolder);
    return storeOn(engine, now);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function storeOn(engine: Engine, now: () => number): Store {
  const { database } = engine;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= engine.close();
    return closing;
  };
  const ports = {
    events: createEventLog(database),
    accounts: createAccountBook(database),
    works: createShelf(database),
    experiments: createExperimentRegister(database),
    network: createNetworkState(database),
    questions: createQuestionEngine(engine),
  };
  const clock = {
    async ping() {
      const startedMs = now();
      await database.execute("select 1");
      return now() - startedMs;
    },
  };
  return {
    engine: engine.kind,
    events: guard("events", ports.events, engine),
    accounts: guard("accounts", ports.accounts, engine),
    works: guard("works", ports.works, engine),
    experiments: guard("experiments", ports.experiments, engine),
    network: guard("network", ports.network, engine),
    questions: guard("questions", ports.questions, engine),
    staff: { database: shield("staff", database, engine), schema: staffTables },
    ping: guard("store", clock, engine).ping,
    close,
    [Symbol.asyncDispose]: close,
  };
}
