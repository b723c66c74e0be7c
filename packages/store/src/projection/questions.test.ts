import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CopyRebuildingError, QuestionsBusyError, StoreError, StoreUnavailableError } from "../errors.ts";
import { insertEvents } from "../event-rows.ts";
import { askPostgres, type PostgresQuestions } from "../testing/ask-postgres.ts";
import { inventEvents } from "../testing/invented-events.ts";
import { type Projecting, startProjecting, totalsOf } from "../testing/projecting.ts";
import { startTestPostgres, type TestPostgres } from "../testing/test-postgres.ts";
import type { Projection } from "./projection.ts";
import { program } from "./projection-child.ts";

let postgres: TestPostgres;
let onServer: Projecting;
let embedded: Projecting;
let projection: Projection;
let direct: PostgresQuestions;
const startMs = 120_000;
const events = inventEvents(4_000);

beforeAll(async () => {
  postgres = await startTestPostgres();
  onServer = await startProjecting(postgres.databaseUrl);
  embedded = await startProjecting(null);
  direct = await askPostgres(postgres.databaseUrl);
  for (const { engine } of [onServer, embedded]) {
    await engine.database.transaction((transaction) => insertEvents(transaction, events));
  }
  projection = embedded.open({ directory: await embedded.directory(), limits: { timeoutMs: 60_000 } });
  await projection.catchUp();
}, startMs);
afterAll(async () => {
  await onServer?.close();
  await embedded?.close();
  await direct?.close();
  await postgres?.stop();
}, startMs);

/** Seven analyses, one text each. */
const analyses = readFileSync(new URL("../testing/analyses.sql", import.meta.url), "utf8")
  .split(/^-- (?=[a-z0-9]+\n)/m)
  .slice(1)
  .map((part) => ({
    name: part.slice(0, part.indexOf("\n")),
    text: part.slice(part.indexOf("\n")).replace(/;\s*$/, ""),
  }));

describe("one text of SQL", () => {
  it("[ST42] finds in the copy of PGlite what PostgreSQL has", async () => {
    expect(await totalsOf(projection)).toEqual(await totalsOf(direct));
  });

  it.each(analyses)("[ST42] gives equal rows on PostgreSQL and in the projection: $name", async ({ text }) => {
    const [here, there] = [await projection.rows(sql.raw(text)), await direct.rows(sql.raw(text))];
    expect(here.length).toBeGreaterThan(0);
    expect(here.map(comparable).sort()).toEqual(there.map(comparable).sort());
  });

  it("[ST42] divides whole numbers, compares moments and reads fields as PostgreSQL does", async () => {
    const question = sql`select 7 / 2 as half, ${3} + 1 as sum, ${"x"} || 'y' as text, ${true} and true as yes,
      count(*) filter (where ts >= cast(${"2026-08-10T00:00:00.000"} as timestamp)) as late,
      count(*) filter (where props ->> 'promptLength' = ${"7"}) as sevens from events where ${null}::text is null`;
    expect((await projection.rows(question)).map(comparable)).toEqual((await direct.rows(question)).map(comparable));
  });
});

/** Doubles may differ in their last digits, and an average is a number here and a text there. */
const comparable = (row: Record<string, unknown>): string =>
  JSON.stringify(
    Object.entries(row).map(([name, value]) => {
      const number = typeof value === "boolean" || value === null ? Number.NaN : Number(value);
      return [name, Number.isNaN(number) ? value : Number(number.toPrecision(9))];
    }),
  );

describe("a question", () => {
  it.each([
    "delete from events",
    "insert into events_part_1 select * from events",
    "create temp table mine (a int)",
    "copy (select 1) to 'out.csv'",
    "attach 'other.duckdb'",
    "set memory_limit = '1TB'",
    "commit",
    "select 1; delete from events",
    "pragma database_list; checkpoint",
  ])("[ST15] reads and cannot write: %s", async (text) => {
    const refusal = await projection.rows(sql.raw(text)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreError);
    expect(await totalsOf(projection)).toEqual(await totalsOf(direct));
  });

  it("[ST15] cannot read a file of the machine", async () => {
    await expect(projection.rows(sql`select * from read_text('/etc/hostname')`)).rejects.toThrow(StoreError);
  });

  it("[ST17] that is wrong is explained by its names, never by a value", async () => {
    await expect(projection.rows(sql`select nothing from events`)).rejects.toThrow(/"nothing" not found/);
    const refusal = await projection
      .rows(sql`select cast(${"secret"} as bigint)`)
      .catch((error: unknown) => String(error));
    expect(refusal).toBe("StoreError: the store could not do questions.rows; Conversion Error");
  });

  it("[ST16] is stopped when nobody waits for it, and the next one is answered", async () => {
    const leaving = new AbortController();
    const answer = projection.rows(sql.raw(slow), { signal: leaving.signal });
    setTimeout(() => leaving.abort(new Error("gone")), 100);
    await expect(answer).rejects.toThrow("gone");
    expect(await projection.rows(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await expect(projection.rows(sql`select 1`, { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow(
      "gone",
    );
  });

  it("[ST16] [ST43] has a time, a place in a line that ends, and an answer that ends", async () => {
    const directory = await embedded.directory();
    const bounded = embedded.open({ directory, limits: { atOnce: 1, waiting: 2, timeoutMs: 2_000, rows: 100 } });
    await bounded.catchUp();
    await expect(bounded.rows(sql`select id from events`)).rejects.toMatchObject({ facts: { sqlstate: "54000" } });
    const asked = Array.from({ length: 5 }, () => bounded.rows(sql.raw(slow)).catch((error: unknown) => error));
    const outcomes = await Promise.all(asked);
    const late = outcomes.filter((it) => it instanceof StoreError && it.facts.sqlstate === "57014");
    const busy = outcomes.filter((it) => it instanceof QuestionsBusyError);
    // Whether one that waits has a place before it has waited too long is a matter of a moment.
    expect(late.length).toBeGreaterThanOrEqual(1);
    expect(busy.length).toBeGreaterThanOrEqual(2);
    expect([...late, ...busy]).toHaveLength(5);
    const next = () => bounded.rows(sql`select 1 as one`);
    await vi.waitFor(async () => expect(await next()).toEqual([{ one: 1 }]), { timeout: 20_000 });
    await bounded.close();
  });

  it("[ST98] is told that the copy is being rebuilt, and how far it is", async () => {
    const reader = new pg.Client({ connectionString: postgres.databaseUrl });
    await reader.connect();
    await reader.query("begin; lock table events in access exclusive mode"); // nothing can be copied meanwhile
    const copying = onServer.open({ directory: await onServer.directory() });
    const refusal = await copying.rows(sql`select 1`).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(CopyRebuildingError);
    expect(String(refusal)).toContain("is being rebuilt");
    expect(copying.lagMs()).toBeNull();
    await reader.query("rollback");
    await reader.end();
    await copying.catchUp();
    expect(copying.lagMs()).toBeGreaterThanOrEqual(0);
    await copying.close();
  });

  it("[ST88] has a bound on its memory, and one that needs more is refused and takes nothing with it", async () => {
    const bounded = embedded.open({
      directory: await embedded.directory(),
      limits: { memoryMiB: 128, timeoutMs: 60_000 },
    });
    await bounded.catchUp();
    const { processId } = bounded.status();
    const greedy = bounded.rows(
      sql`select sum(len(list)) as n from (select list(i) as list from range(40000000) r(i)) l`,
    );
    await expect(greedy).rejects.toMatchObject({ facts: { sqlstate: "53200" } });
    await expect(greedy).rejects.toThrow("ask for less time or fewer groups");
    expect(await totalsOf(bounded)).toEqual(await totalsOf(direct));
    expect(bounded.status().processId).toBe(processId);
    await bounded.close();
  });

  it("[ST44] is refused when its process has died, and answered by the next one", async () => {
    const directory = await embedded.directory();
    const mortal = embedded.open({ directory });
    await mortal.catchUp();
    const answer = mortal.rows(sql.raw(slow)).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    process.kill(mortal.status().processId ?? 0, "SIGKILL");
    expect(await answer).toBeInstanceOf(StoreUnavailableError);
    expect(mortal.lagMs()).toBeGreaterThan(0); // what was visible before is still known
    await mortal.catchUp();
    expect(await totalsOf(mortal)).toEqual(await totalsOf(direct));
    await mortal.close();
  });
});

it("[ST20] the projection's program is found from source and beside a bundle", () => {
  expect(program("file:///srv/dist/main.js")).toEqual({ file: "/srv/dist/projection-process.js", execArgv: [] });
  expect(program(new URL("projection-child.ts", import.meta.url).href).execArgv[0]).toBe("--import");
});

const slow = "select count(*) as n from range(100000) a, range(1000000) b where (a.range * b.range) % 7 = 3";
