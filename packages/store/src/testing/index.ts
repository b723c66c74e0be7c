import { getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll } from "vitest";
import type { Database } from "../database.ts";
import { openStore } from "../open-store.ts";
import type { QuestionEngine } from "../questions.ts";
import * as schema from "../schema/index.ts";
import type { Store } from "../store.ts";
import { askPostgres } from "./ask-postgres.ts";
import { startTestPostgres } from "./test-postgres.ts";

export { openRoad } from "./road.ts";
export { startTestPostgres, type TestPostgres } from "./test-postgres.ts";

/** One engine for one test file. */
export type TestStore = {
  readonly engine: Store["engine"];
  /**
   * The store, with every table empty. Its questions know everything that was stored before them; with PGlite the
   * projection answers them and with PostgreSQL the database itself, so that an exam is passed by both.
   */
  open(): Promise<Store>;
  /** What connects a second client; null on the embedded engine. */
  databaseUrl(): string | null;
};

/**
 * Both engines, to be called once at the top of a test file: each is started before its first test, emptied whenever it
 * is opened, and closed at the end. PGlite runs in memory, PostgreSQL from npm or as TEST_DATABASE_URL says.
 */
export function openTestStores({
  now = () => 1_700_000_000_000,
}: {
  readonly now?: () => number;
} = {}): readonly TestStore[] {
  return [
    testStore("pglite", async () => {
      const store = await openStore({ dataDir: "memory:", now });
      return { store, questions: store.questions, databaseUrl: null, stop: () => store.close() };
    }),
    testStore("postgres", async () => {
      const postgres = await startTestPostgres();
      const { databaseUrl } = postgres;
      const store = await openStore({ databaseUrl, dataDir: "memory:", now });
      const questions = await askPostgres(databaseUrl);
      const stop = async () => {
        await questions.close();
        await store.close();
        await postgres.stop();
      };
      return { store, questions, databaseUrl, stop };
    }),
  ];
}

type Running = {
  readonly store: Store;
  readonly questions: QuestionEngine;
  readonly databaseUrl: string | null;
  readonly stop: () => Promise<void>;
};

const startMs = 120_000;

function testStore(engine: Store["engine"], start: () => Promise<Running>): TestStore {
  let running: Running | undefined;
  const started = () => {
    if (running === undefined) throw new Error(`the ${engine} test store is open only while tests run`);
    return running;
  };
  beforeAll(async () => {
    running = await start();
  }, startMs);
  afterAll(async () => {
    await running?.stop();
    running = undefined;
  }, startMs);

  return {
    engine,
    databaseUrl: () => started().databaseUrl,
    async open() {
      const { store, questions } = started();
      const { database } = store.staff;
      await store.events.removeSimulated(); // waits for what is under way
      await empty(database);
      // Who follows the log hears of it as of any other removal.
      await database.execute(sql`insert into removals (kind, before_ts) values ('before', 'infinity')`);
      await store.refresh();
      return { ...store, questions: caughtUp(store, questions) };
    },
  };
}

/** Whatever was appended before the question counts in its answer. */
const caughtUp = (store: Store, questions: QuestionEngine): QuestionEngine => ({
  async rows(question, options) {
    await store.catchUp();
    return questions.rows(question, options);
  },
});

/** Truncating a table costs a file, so only those are that hold something. */
async function empty(database: Database): Promise<void> {
  const { rows } = await database.execute<{ name: string }>(filled);
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => sql.identifier(name));
  await database.execute(sql`truncate ${sql.join(names, sql`, `)} restart identity cascade`);
}

const filled = sql.join(
  Object.values(schema)
    .filter((table) => is(table, PgTable))
    .map((table) => sql`select ${getTableName(table)}::text as name where exists (select from ${table})`),
  sql` union all `,
);
