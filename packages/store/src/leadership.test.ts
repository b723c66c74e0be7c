import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { seekLeadership } from "./leadership.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { openRoad, startTestPostgres, type TestPostgres } from "./testing/index.ts";

let postgres: TestPostgres;
let witness: pg.Client;
beforeAll(async () => {
  postgres = await startTestPostgres();
  witness = new pg.Client({ connectionString: postgres.databaseUrl });
  await witness.connect();
  await witness.query("create table turns (sequence bigserial, who text, leaders int)");
});
afterAll(async () => {
  await witness.end();
  await postgres.stop();
});

/** Servers of one database. What their jobs do is written down in the order in which it happens. */
async function open(names: readonly string[]) {
  await witness.query("truncate turns");
  const stores = new Map<string, Store>();
  for (const name of names) {
    const store = await openStore({ databaseUrl: postgres.databaseUrl, dataDir: "memory:", now: Date.now });
    stores.set(name, store);
  }
  const leaders = () => [...stores].filter(([, store]) => store.leads()).map(([name]) => name);
  let isOver = false;
  const working = (async () => {
    for (; !isOver; await sleep(10)) {
      const now = leaders();
      for (const who of now) await witness.query("insert into turns (who, leaders) values ($1, $2)", [who, now.length]);
    }
  })();
  onTestFinished(async () => {
    isOver = true;
    await working;
    await Promise.all([...stores.values()].map((store) => store.close()));
  });
  return { stores, leaders };
}

/** Who leads, once somebody other than these does. */
async function nextLeader(leaders: () => readonly string[], ...not: readonly string[]): Promise<string> {
  return until(() => leaders().find((name) => !not.includes(name)));
}

async function until<T>(look: () => T | undefined): Promise<T> {
  const deadlineMs = Date.now() + 10_000;
  for (; ; await sleep(10)) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > deadlineMs) throw new Error("nobody leads within 10 s");
  }
}

/** Each leader once for every time that it led, in order: two at once would take turns here. */
async function turns(): Promise<readonly string[]> {
  const { rows } = await witness.query<{ who: string }>("select who from turns order by sequence");
  return rows.map(({ who }) => who).filter((who, index, all) => who !== all[index - 1]);
}

const connectionsOfLeader = `select pid from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and granted and application_name = 'flywheel leader'`;

describe("servers of one PostgreSQL", () => {
  it("[ST80] have one leader, and three of them never two", async () => {
    const { leaders } = await open(["ada", "ben", "cem"]);
    const first = await nextLeader(leaders);
    await sleep(3_000);
    expect(leaders()).toEqual([first]);
    expect(await turns()).toEqual([first]);
  });

  it("[ST81] a leader whose connection is lost leads no longer, and another does within seconds", async () => {
    const { leaders } = await open(["ada", "ben", "cem"]);
    const first = await nextLeader(leaders);
    const lostMs = Date.now();
    const { rowCount } = await witness.query(`select pg_terminate_backend(pid) from (${connectionsOfLeader}) as its`);
    expect(rowCount).toBe(1);
    await until(() => (leaders().includes(first) ? undefined : true));
    expect(Date.now() - lostMs).toBeLessThan(500);
    await nextLeader(leaders);
    expect(Date.now() - lostMs).toBeLessThan(6_000);

    const { rows } = await witness.query("select max(leaders) as most from turns");
    expect(rows).toEqual([{ most: 1 }]);
  });

  it("[ST82] a leader that closes gives the lead back, until the last one has it", async () => {
    const { stores, leaders } = await open(["ada", "ben", "cem"]);
    const led: string[] = [];
    while (led.length < 3) {
      const startedMs = Date.now();
      const leader = await nextLeader(leaders, ...led);
      expect(Date.now() - startedMs).toBeLessThan(6_000);
      led.push(leader);
      await sleep(100);
      const store = stores.get(leader);
      await store?.close();
      expect(store?.leads()).toBe(false);
    }
    expect(await turns()).toEqual(led);
  });
});

it("[ST83] a server that its database does not answer leads no longer, and tries again until it does", async () => {
  const road = await openRoad(postgres.databaseUrl);
  const connection = () => ({ connectionString: road.url });
  const leadership = seekLeadership({ engine: { kind: "postgres", connection }, now: Date.now, log: () => {} });
  onTestFinished(async () => {
    road.open();
    await leadership.close();
    await road.remove();
  });
  const comesTo = (leads: boolean) => until(() => (leadership.leads() === leads ? true : undefined));
  await comesTo(true);
  road.block();
  await comesTo(false);
  await sleep(3_000);
  expect(leadership.leads()).toBe(false);
  road.open();
  await comesTo(true);
});

it("[ST80] the embedded engine's only server always leads, until it closes", async () => {
  const store = await openStore({ dataDir: "memory:", now: Date.now });
  expect(store.leads()).toBe(true);
  await store.close();
  expect(store.leads()).toBe(false);
});
