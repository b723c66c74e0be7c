import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openServer } from "./engines/server.ts";
import { StoreError } from "./errors.ts";
import { createQuestionEngine } from "./question-engine.ts";
import { exampleEvent } from "./testing/example-event.ts";
import { openTestStores } from "./testing/index.ts";

const engines = openTestStores();

for (const { engine, open } of engines) {
  describe(`questions on ${engine}`, () => {
    it("[ST15] gives rows by the names of their columns, with parameters in their place", async () => {
      const { questions, events } = await open();
      await events.append([exampleEvent(1), exampleEvent(2)]);
      const rows = await questions.rows(
        sql`select name, count(*)::int as count from events where seq > ${0} group by name`,
      );
      expect(rows).toEqual([{ name: "app.opened", count: 2 }]);
    });

    it("[ST15] cannot write", async () => {
      const { questions, events } = await open();
      await expect(questions.rows(sql`delete from events`)).rejects.toMatchObject({ facts: { sqlstate: "25006" } });
      await events.append([exampleEvent(1)]);
    });

    it("[ST16] stops waiting when the asker leaves, and answers the next", async () => {
      const { questions } = await open();
      const leaving = new AbortController();
      const answer = questions.rows(sql.raw(slow), { signal: leaving.signal });
      setTimeout(() => leaving.abort(new Error("gone")), 50);
      await expect(answer).rejects.toThrow("gone");
      expect(await questions.rows(sql`select 1 as one`)).toEqual([{ one: 1 }]);
      await expect(questions.rows(sql`select 1`, { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow(
        "gone",
      );
    });
  });
}

describe("questions on a server of their own", () => {
  it("[ST16] stops a question that takes too long, also on the server", async () => {
    const server = await openServer({ databaseUrl: engines[1]?.databaseUrl() ?? "", log: () => {} });
    const refusal = await createQuestionEngine(server, 200)
      .rows(sql`select pg_sleep(20)`)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreError);
    expect(refusal).toMatchObject({ facts: { sqlstate: "57014" } });
    const sleeping = sql`select count(*)::int as count from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'`;
    await expect
      .poll(async () => (await server.database.execute(sleeping)).rows, { timeout: 3_000 })
      .toEqual([{ count: 0 }]);
    await server.close();
  });
});

/** A second or so: PGlite runs every statement to its end. */
const slow = "select count(*)::int as count from generate_series(1, 2000000) a where a % 7 = 0";
