import { open as openFile, stat } from "node:fs/promises";
import { getPriority } from "node:os";
import { join } from "node:path";
import { type NetworkEvent, type TakenEvent, type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { databaseOn } from "../database.ts";
import { insertEvents } from "../event-rows.ts";
import { eraseVisitor, removeBefore, removeSimulated } from "../removals.ts";
import { askPostgres, type PostgresQuestions } from "../testing/ask-postgres.ts";
import { exampleEvent } from "../testing/example-event.ts";
import { type Projecting, startProjecting, totalsOf } from "../testing/projecting.ts";
import { startTestPostgres, type TestPostgres } from "../testing/test-postgres.ts";
import { type Moment, moments } from "./messages.ts";

let postgres: TestPostgres;
let projecting: Projecting;
let store: PostgresQuestions;
let directory: string;
const startMs = 120_000;

beforeAll(async () => {
  postgres = await startTestPostgres();
  projecting = await startProjecting(postgres.databaseUrl);
  store = await askPostgres(postgres.databaseUrl);
}, startMs);
afterAll(async () => {
  await projecting?.close();
  await store?.close();
  await postgres?.stop();
}, startMs);
beforeEach(async () => {
  directory = await projecting.directory();
  await projecting.engine.database.execute(sql`truncate events, network_events, removals`);
});

const visitor = (number: number) => `vis_${String(number).padStart(21, "0")}` as VisitorId;
const insert = (events: readonly TakenEvent[]) =>
  projecting.engine.database.transaction((transaction) => insertEvents(transaction, events));
const fill = (from: number, count: number, traits: Partial<TakenEvent> = {}) =>
  insert(Array.from({ length: count }, (_, index) => eventOf(from + index, traits)));
const eventOf = (number: number, traits: Partial<TakenEvent> = {}): TakenEvent => ({
  ...exampleEvent(number, visitor(number % 97)),
  value: number / 8,
  variant: number % 3 === 0 ? "beside" : null,
  ...traits,
});
const rowsOf = async (projection: { rows: typeof store.rows }) =>
  Number((await projection.rows(sql`select count(*) as n from events`))[0]?.n);

describe("the projection of a store", () => {
  // A machine that is busy with other things may need another try.
  it("[ST30] shows committed rows within a second, without being told", { retry: 3 }, async () => {
    const projection = projecting.open({ directory });
    await projection.catchUp();
    const beganMs = Date.now();
    await fill(0, 3);
    await vi.waitFor(async () => expect(await rowsOf(projection)).toBe(3), { timeout: 5_000, interval: 20 });
    expect(Date.now() - beganMs).toBeLessThan(1_000);
    await projection.close();
  });

  it("[ST31] has every value as the store has it: nothing, empty, quoted, over several lines, and the extremes", async () => {
    const odd = { a: 'say "no", twice', b: "two\nlines\t\\", c: "ø 🎈 '", d: "" };
    await insert([
      eventOf(1, { browser: "", build: null, value: Number.MAX_VALUE, seq: Number.MAX_SAFE_INTEGER, fields: odd }),
      eventOf(2, { browser: '"', build: ",", value: -0.1, atMs: -1, fields: {} }),
      eventOf(3, { browser: "a\nb", build: "NULL", value: 1e-300, visitorKey: -(2n ** 63n) }),
      eventOf(4, { browser: "\\N", build: "", value: Number.POSITIVE_INFINITY, visitorKey: 2n ** 63n - 1n }),
    ]);
    const projection = projecting.open({ directory });
    await projection.catchUp();
    const question = sql`select visitor_key, id, seq, ts, browser, build, session_id, request_id, value,
      props ->> 'a' as a, props ->> 'b' as b, props ->> 'c' as c, props ->> 'd' as d from events order by id`;
    expect(await projection.rows(question)).toEqual(await store.rows(question));
    await projection.close();
  });

  it("[ST32] copies what was there when it had no file, and tells how far it is", async () => {
    await fill(0, 2_000);
    await projecting.engine.database.execute(sql`insert into events select visitor_key, id || '-' || copy, ts, seq, received_at,
      name, app, layer, writer, build, session_id, device, browser, simulated, bot, request_id, model, funding, experiment,
      variant, value, props from events, generate_series(1, 30) as copy`);
    const projection = projecting.open({ directory });
    const seen: ReturnType<typeof projection.status>[] = [];
    await vi.waitFor(
      () => {
        seen.push(projection.status());
        expect(projection.status().phase).toBe("ready");
      },
      { timeout: 60_000, interval: 5 },
    );
    expect(seen.some(({ phase }) => phase === "rebuilding")).toBe(true);
    await projection.catchUp();
    expect(projection.status()).toMatchObject({ rows: 62_000, ofAbout: null, trouble: null });
    expect(projection.status().rebuiltMs).toBeGreaterThan(0);
    expect(await totalsOf(projection)).toEqual(await totalsOf(store));
    await projection.close();
  });

  it("[ST33] goes on where it was after it was closed", async () => {
    await fill(0, 10);
    const first = projecting.open({ directory });
    await first.catchUp();
    await first.close();
    await fill(10, 10);
    const second = projecting.open({ directory });
    await second.catchUp();
    expect(await totalsOf(second)).toEqual(await totalsOf(store));
    expect(second.status().rebuiltMs).toBeNull();
    await second.close();
  });

  it("[ST34] begins anew with another store, with one that lost its newest row, and with emptied tables", async () => {
    await fill(0, 10);
    const first = projecting.open({ directory });
    await first.catchUp();
    await first.close();

    // As after an older backup: what was copied is not there, and something else has the same transaction's number.
    await projecting.engine.database.execute(sql`delete from events`);
    await fill(100, 2);
    await projecting.engine.database.execute(sql`update events set xid = '3'`);
    const restored = projecting.open({ directory });
    await restored.catchUp();
    expect(await totalsOf(restored)).toEqual(await totalsOf(store));
    expect(restored.status().rebuiltMs).not.toBeNull();

    await projecting.engine.database.execute(sql`truncate events`);
    await fill(200, 4);
    await restored.catchUp();
    expect(await rowsOf(restored)).toBe(4);
    await restored.close();

    await projecting.engine.database.execute(sql`create database other`);
    const other = await startProjecting(postgres.databaseUrl.replace(/[^/]*$/, "other"));
    const foreign = other.open({ directory });
    await foreign.catchUp();
    expect(await rowsOf(foreign)).toBe(0);
    await other.close();
  });

  it.each(["at its beginning", "in its middle"])("[ST35] begins anew with a file that is damaged %s", async (place) => {
    await fill(0, 3_000);
    const first = projecting.open({
      directory,
      sortPolicy: { fewRows: 100, share: 0, rest: 0, busy: { fewRows: 100, share: 0 } },
    });
    await first.catchUp();
    await vi.waitFor(() => expect(first.status().sortedRows).toBeGreaterThan(0), { timeout: 20_000 });
    await first.close();
    const name = join(directory, "projection.duckdb");
    const { size } = await stat(name);
    const file = await openFile(name, "r+");
    const from = place === "at its beginning" ? 0 : 12_288;
    await file.write(Buffer.alloc(size - from, 0xa5), 0, undefined, from);
    await file.close();

    const second = projecting.open({ directory });
    await second.catchUp();
    expect(await totalsOf(second)).toEqual(await totalsOf(store));
    await second.close();
  });

  it("[ST36] reads a transaction of many pages by its blocks", async () => {
    const projection = projecting.open({ directory });
    await projection.catchUp();
    await fill(0, 1_000);
    await projecting.engine.database.execute(sql`insert into events select visitor_key, id || '-' || copy, ts, seq, received_at,
      name, app, layer, writer, build, session_id, device, browser, simulated, bot, request_id, model, funding, experiment,
      variant, value, props from events, generate_series(1, 25) as copy`);
    await fill(5_000, 10);
    await projection.catchUp();
    expect(await totalsOf(projection)).toEqual(await totalsOf(store));
    expect(projection.status()).toMatchObject({ rows: 26_010, rebuiltMs: expect.any(Number) });
    await projection.close();
  });

  it("[ST37] removes what the store removes, and keeps what comes after", async () => {
    const { database } = projecting.engine;
    const network = (id: string, atMs: number, simulated: boolean): NetworkEvent => ({
      ...({
        id,
        atMs,
        simulated,
        name: "node.withdrawn",
        layer: "compute",
        node: null,
        model: null,
        value: 1,
      } as NetworkEvent),
      fields: {},
    });
    const { insertNetworkEvents } = await import("../event-rows.ts");
    const facts = async (...given: NetworkEvent[]) => {
      await database.transaction((transaction) => insertNetworkEvents(transaction, given));
    };
    const projection = projecting.open({ directory });
    const agree = async () => {
      await projection.catchUp();
      const all = sql`select id, ts, simulated, value from network_events order by id`;
      expect(await projection.rows(all)).toEqual(await store.rows(all));
      const [ours, theirs] = [await totalsOf(projection), await totalsOf(store)];
      expect(ours).toEqual(theirs);
      return Number(ours.count);
    };
    await fill(0, 97);
    await fill(97, 50, { simulated: true });
    await facts(network("one", 1_000, true), network("two", 5_000, false));
    expect(await agree()).toBe(147);

    await eraseVisitor(database, visitorKeyOf(visitor(5)));
    expect(await agree()).toBe(145);
    await fill(5, 1); // an erased visitor stays away
    await removeSimulated(database);
    await fill(300, 3, { simulated: true });
    await facts(network("three", 6_000, true));
    expect(await agree()).toBe(99);

    await fill(400, 2, { atMs: 1_000 });
    await removeBefore(database, 2_000);
    await fill(410, 1, { atMs: 1_000 });
    expect(await agree()).toBe(100);
    await projection.close();
  });

  it("[ST38] waits for the oldest open transaction, says how far behind it is, and names what keeps it from following", async () => {
    const projection = projecting.open({ directory });
    await projection.catchUp();
    const holder = new pg.Client({ connectionString: postgres.databaseUrl });
    await holder.connect();
    await holder.query("begin");
    await insertEvents(databaseOn(holder as never), [eventOf(1)]);
    await fill(2, 1);
    const early = await projection.catchUp({ signal: AbortSignal.timeout(1_500) }).catch(() => "still waiting");
    expect(early).toBe("still waiting");
    expect(await rowsOf(projection)).toBe(0);
    expect(projection.status().lagMs).toBeGreaterThan(1_000);
    await holder.query("commit");
    await projection.catchUp();
    expect(await rowsOf(projection)).toBe(2);
    expect(projection.status().lagMs).toBeLessThan(1_000);

    await holder.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'flywheel projection'",
    );
    await fill(3, 1);
    await projection.catchUp();
    expect(await rowsOf(projection)).toBe(3);
    await holder.end();
    await projection.close();
  });

  it("[ST39] sorts rows by visitor and time behind the same name, and leaves nothing of the old parts", async () => {
    const projection = projecting.open({
      directory,
      sortPolicy: { fewRows: 500, share: 0.1, rest: 0, busy: { fewRows: 500, share: 0.1 } },
    });
    for (let round = 0; round < 8; round += 1) {
      await fill(round * 300, 300);
      await projection.catchUp();
      expect(await totalsOf(projection)).toEqual(await totalsOf(store));
    }
    await vi.waitFor(() => expect(projection.status().sortedRows).toBeGreaterThan(1_000), { timeout: 20_000 });
    const parts = sql`select table_name from duckdb_tables() where table_name like 'events_part_%'`;
    await vi.waitFor(async () => expect((await projection.rows(parts)).length).toBeLessThanOrEqual(2), {
      timeout: 10_000,
    });
    const names = (await projection.rows(parts)).map(({ table_name }) => String(table_name));
    const disorder = names.map(async (name) => {
      const pairs = sql`select count(*) as n from (select visitor_key as k, lag(visitor_key) over (order by rowid) as before
        from ${sql.identifier(name)}) as neighbours where k < before`;
      return Number((await projection.rows(pairs))[0]?.n);
    });
    expect(await Promise.all(disorder)).toContain(0);
    await projection.close();
  });
});

describe("the process of the projection", () => {
  it("[ST41] belongs to its server: a terminal's signals do not end it, closing does, and it gives way to others", async () => {
    const projection = projecting.open({ directory });
    await projection.catchUp();
    const { processId } = projection.status();
    if (processId === null) throw new Error("it runs");
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.kill(processId, signal);
    await fill(0, 1);
    await projection.catchUp();
    expect(projection.status().processId).toBe(processId);
    expect(getPriority(processId)).toBeGreaterThan(0);
    await projection.close();
    expect(() => process.kill(processId, 0)).toThrow("ESRCH");
    await expect(projection.rows(sql`select 1`)).rejects.toThrow("the projection does not answer (it is closed)");
  });
});

describe("eight writers that commit out of order, hold and roll back", () => {
  it("[ST40] leave equal counts and sums after the process was killed at each point inside its transactions", async () => {
    const deaths: Moment[] = ["scan-page-committed", ...moments.filter((it) => it !== "scan-page-committed")];
    const diedAt: (Moment | undefined)[] = [];
    await fill(0, 500);
    const projection = projecting.open({
      directory,
      sortPolicy: { fewRows: 100, share: 0.05, rest: 0, busy: { fewRows: 100, share: 0.05 } },
      restartAfterMs: () => 20,
      dieAt() {
        const moment = deaths.shift();
        diedAt.push(moment);
        return moment && { moment, nth: 1 };
      },
    });
    const writing = new AbortController();
    const writers = Array.from({ length: 8 }, (_, index) => write(index, writing.signal));
    const removing = remove(writing.signal);
    // The process after the last death has begun, and is still there.
    await vi.waitFor(() => expect(diedAt).toHaveLength(moments.length + 1), { timeout: 150_000, interval: 50 });
    writing.abort();
    const written = await Promise.all(writers);
    await removing;
    await projection.catchUp();
    expect(written.every((count) => count > 0)).toBe(true);
    expect(await totalsOf(projection)).toEqual(await totalsOf(store));
    expect(projection.status().rows).toBe(await rowsOf(store));
    await projection.close();
  }, 200_000);
});

/** One writer with a connection of its own; returns how many transactions it committed. */
async function write(index: number, stop: AbortSignal): Promise<number> {
  const client = new pg.Client({ connectionString: postgres.databaseUrl });
  await client.connect();
  let committed = 0;
  for (let round = 0; !stop.aborted; round += 1) {
    await client.query("begin");
    const batch = Array.from({ length: 1 + ((index * 7 + round) % 13) }, (_, nth) =>
      eventOf(1_000_000 * (index + 1) + round * 20 + nth, { simulated: nth % 5 === 4 }),
    );
    await insertEvents(databaseOn(client as never), batch);
    await new Promise((resolve) => setTimeout(resolve, (index * 37 + round * 53) % 200));
    const isGood = round % 4 !== index % 4;
    await client.query(isGood ? "commit" : "rollback");
    if (isGood) committed += 1;
  }
  await client.end();
  return committed;
}

/** Meanwhile visitors are erased, one after another, and now and then everything that was simulated. */
async function remove(stop: AbortSignal): Promise<void> {
  const { database } = projecting.engine;
  for (let number = 0; !stop.aborted; number += 1) {
    if (number % 3 === 2) await removeSimulated(database);
    else await eraseVisitor(database, visitorKeyOf(visitor(number % 40)));
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
