import { join } from "node:path";
import { createAccountBook } from "./account-book.ts";
import { openEmbedded } from "./engines/embedded.ts";
import type { Engine } from "./engines/engine.ts";
import { openServer } from "./engines/server.ts";
import { createStoredEventLog } from "./event-log.ts";
import { createExperimentRegister } from "./experiment-register.ts";
import { guard, shield } from "./guard.ts";
import { type JournaledLog, openJournaledLog } from "./journal/open-journaled-log.ts";
import { type Leadership, seekLeadership } from "./leadership.ts";
import { migrate } from "./migrate.ts";
import { createNetworkState } from "./network-state.ts";
import { openProjection, type Projection } from "./projection/projection.ts";
import { releaseQuarantinedBefore } from "./removals.ts";
import * as staffTables from "./schema/staff.ts";
import { createSegmentRegister } from "./segment-register.ts";
import { createShelf } from "./shelf.ts";
import type { Store } from "./store.ts";
import { openDirectory } from "./store-directory.ts";

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
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let step = opened.pop(); step; step = opened.pop()) await step();
  };
  try {
    const directory = await openDirectory(dataDir, databaseUrl !== undefined);
    opened.push(directory.close);
    const engine =
      databaseUrl === undefined ? await openEmbedded({ dataDir, log }) : await openServer({ databaseUrl, log });
    opened.push(() => engine.close());
    await migrate(engine, migrationsFolder);
    const projection = openProjection({ engine, directory: join(directory.path, "projection"), now, log });
    opened.push(projection.close);
    const journaled = await openJournaledLog({
      engine,
      stored: createStoredEventLog(engine.database),
      directory: join(directory.path, "journal"),
      now,
      log,
      onStored: projection.onInserted,
    });
    opened.push(journaled.close);
    const leadership = seekLeadership({ engine, now, log });
    opened.push(leadership.close);
    return storeOn({ engine, journaled, projection, leadership, now, close });
  } catch (error) {
    await close();
    throw error;
  }
}

type Parts = {
  readonly engine: Engine;
  readonly journaled: JournaledLog;
  readonly projection: Projection;
  readonly leadership: Leadership;
  readonly now: () => number;
  /** Closes everything, the newest first. */
  readonly close: () => Promise<void>;
};

function storeOn({ engine, journaled, projection, leadership, now, close: closeAll }: Parts): Store {
  const { database } = engine;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeAll();
    return closing;
  };
  const ports = {
    accounts: createAccountBook(database),
    works: createShelf(database),
    experiments: createExperimentRegister(database),
    segments: createSegmentRegister(database),
    network: createNetworkState(database),
  };
  const others = {
    async ping() {
      const startedMs = now();
      await database.execute("select 1");
      return now() - startedMs;
    },
    removeBefore: journaled.events.removeBefore,
    releaseQuarantinedBefore: (beforeMs: number) => releaseQuarantinedBefore(database, beforeMs),
    refresh: journaled.refreshErased,
    async catchUp() {
      await journaled.drain.drained();
      await projection.catchUp();
    },
  };
  return {
    engine: engine.kind,
    // What it remembers it says at once; everything else may find the database away.
    events: { ...guard("events", journaled.events, engine), isErased: journaled.events.isErased },
    accounts: guard("accounts", ports.accounts, engine),
    works: guard("works", ports.works, engine),
    experiments: guard("experiments", ports.experiments, engine),
    segments: guard("segments", ports.segments, engine),
    network: guard("network", ports.network, engine),
    questions: {
      rows: projection.rows,
      lagMs() {
        const lagMs = projection.lagMs();
        // What waits in the journal is not committed, so the projection knows nothing of it.
        return lagMs === null ? null : Math.max(lagMs, journaled.drain.status().oldestMs);
      },
    },
    staff: { database: shield("staff", database, engine), schema: staffTables },
    leads: leadership.leads,
    journal: () => ({ ...journaled.journal.status(), ...journaled.drain.status() }),
    projection: projection.status,
    ...guard("store", others, engine),
    close,
    [Symbol.asyncDispose]: close,
  };
}
