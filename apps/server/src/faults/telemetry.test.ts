import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore, type Store } from "@flywheel/store";
import { startRestartablePostgres, startTestPostgres } from "@flywheel/store/test-postgres";
import { type BuiltServer, freshDataDir, type Settings, startBuiltServer } from "@flywheel/tooling/built-server";
import type { EventId, VisitorId } from "@flywheel/vocabulary";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { usageOf } from "../bench/process-tree.ts";
import { untilProjected } from "../bench/product.ts";
import { now } from "../clock.ts";
import { anEvent, createFaithfulSender, type FaithfulSender } from "./faithful-sender.ts";

/** What is acknowledged is never lost: the built product, its databases and its files treated badly. */
const writeKey = "a key of the fault tests, long enough";
const folders: string[] = [];
const started: BuiltServer[] = [];
const folder = async () => {
  const made = await freshDataDir();
  folders.push(made);
  return made;
};
async function start(settings: Settings): Promise<BuiltServer> {
  const server = await startBuiltServer({ FLYWHEEL_WRITE_KEY: writeKey, ...settings });
  started.push(server);
  return server;
}
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop("SIGKILL")));
  await Promise.all(folders.map((made) => rm(made, { recursive: true, force: true })));
});

const nobody = "vis_nobody00000000000000" as VisitorId;

async function storedIds(settings: { dataDir: string; databaseUrl?: string }): Promise<readonly EventId[]> {
  await using store: Store = await openStore({ ...settings, now });
  await store.events.ofVisitor(nobody); // resolves when the journal is drained
  const { rows } = await store.staff.database.execute<{ id: EventId }>(sql`select id from events where app = 'chat'`);
  return rows.map(({ id }) => id);
}

/** Every acknowledged event once, and nothing that was never sent. */
function expectOnceEach(stored: readonly EventId[], senders: readonly FaithfulSender[]) {
  const once = new Set(stored);
  expect(stored.length - once.size, "events that are there twice").toBe(0);
  const acknowledged = senders.flatMap((sender) => [...sender.acknowledged]);
  expect(acknowledged.filter((id) => !once.has(id)).length, "acknowledged events that are missing").toBe(0);
  const sent = new Set(senders.flatMap((sender) => [...sender.acknowledged, ...sender.unsure]));
  expect(stored.filter((id) => !sent.has(id)).length, "events that nobody sent").toBe(0);
}

describe("kill -9 of the server under load, ten times", { timeout: 240_000 }, () => {
  it.each(["pglite", "postgres"] as const)("[SV60] every acknowledged event is there once (%s)", async (engine) => {
    const postgres = engine === "postgres" ? await startTestPostgres() : null;
    const dataDir = await folder();
    const databaseUrl = postgres ? { databaseUrl: postgres.databaseUrl } : {};
    const settings = { FLYWHEEL_DATA_DIR: dataDir, ...(postgres ? { DATABASE_URL: postgres.databaseUrl } : {}) };
    const senders = Array.from({ length: 4 }, () => createFaithfulSender(writeKey));
    try {
      for (let kill = 0; kill < 10; kill += 1) {
        const server = await start(settings);
        const stop = new AbortController();
        const sending = senders.map((sender) => sender.sendUntil(server.origin, stop.signal));
        await sleep(150 + 90 * kill); // a moment of its own each time
        await server.stop("SIGKILL");
        stop.abort();
        await Promise.all(sending);
      }
      expect(senders.every(({ acknowledged }) => acknowledged.size > 0)).toBe(true);
      expectOnceEach(await storedIds({ dataDir, ...databaseUrl }), senders);
    } finally {
      await postgres?.stop();
    }
  });
});

it("[SV61] a database that is stopped and started under load stops nobody: events wait and flow", {
  timeout: 120_000,
}, async () => {
  const postgres = await startRestartablePostgres();
  const dataDir = await folder();
  try {
    const server = await start({ FLYWHEEL_DATA_DIR: dataDir, DATABASE_URL: postgres.databaseUrl });
    const [sender, stop] = [createFaithfulSender(writeKey), new AbortController()];
    const sending = sender.sendUntil(server.origin, stop.signal);
    await sleep(1_000);
    await postgres.halt();
    const before = sender.acknowledged.size;
    await sleep(3_000);
    const during = sender.acknowledged.size - before;
    await postgres.resume();
    await sleep(1_000);
    stop.abort();
    await sending;
    expect(during, "acknowledged while the database was away").toBeGreaterThan(100);
    expect(sender.unsure.size).toBe(0);
    expect(await untilProjected(server.origin, sender.acknowledged.size, 20_000)).not.toBeNull();
    expect((await server.stop()).code).toBe(0);
    expectOnceEach(await storedIds({ dataDir, databaseUrl: postgres.databaseUrl }), [sender]);
  } finally {
    await postgres.stop();
  }
});

it("[SV62] a duplicated, reordered, replayed or year-old batch counts each event once, in its own order", {
  timeout: 60_000,
}, async () => {
  const server = await start({ FLYWHEEL_DATA_DIR: await folder() });
  const sender = createFaithfulSender(writeKey);
  const visitorId = "vis_ada00000000000000000" as VisitorId;
  const yearAgoMs = now() - 365 * 86_400_000;
  const events = Array.from({ length: 50 }, (_, seq) => anEvent({ visitorId, seq, atMs: yearAgoMs + 10 * seq }));
  const counts = async (batch: readonly object[]) => (await sender.send(server.origin, batch)).counts;
  expect(await counts([...events, ...events])).toEqual({ accepted: 50, repeated: 50, refused: [] });
  expect(await counts(events.toReversed())).toEqual({ accepted: 0, repeated: 50, refused: [] });
  await Promise.all([counts(events), counts(events.toReversed())]);
  expect(await untilProjected(server.origin, 50, 10_000)).not.toBeNull();
  const dataDir = server.dataDir;
  expect((await server.stop()).code).toBe(0);
  await using store = await openStore({ dataDir, now });
  expect((await store.events.ofVisitor(visitorId)).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
});

it("[SV63] two servers on one PostgreSQL store an event once that was sent to both", { timeout: 120_000 }, async () => {
  const postgres = await startTestPostgres();
  const shared = {
    DATABASE_URL: postgres.databaseUrl,
    FLYWHEEL_SECRET: "a secret that two servers share, long enough",
  };
  try {
    const [one, two] = await Promise.all([
      start({ ...shared, FLYWHEEL_DATA_DIR: await folder() }),
      start({ ...shared, FLYWHEEL_DATA_DIR: await folder() }),
    ]);
    const sender = createFaithfulSender(writeKey);
    const batches = Array.from({ length: 40 }, () => Array.from({ length: 50 }, () => anEvent()));
    const statuses = await Promise.all(
      batches.flatMap((batch) => [sender.send(one.origin, batch), sender.send(two.origin, batch.toReversed())]),
    );
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200]));
    for (const { origin } of [one, two]) expect(await untilProjected(origin, 2_000, 10_000)).not.toBeNull();
    expect([(await one.stop()).code, (await two.stop()).code]).toEqual([0, 0]);
    const ids = batches.flat().map(({ id }) => id);
    expect((await storedIds({ dataDir: await folder(), databaseUrl: postgres.databaseUrl })).toSorted()).toEqual(
      ids.toSorted(),
    );
  } finally {
    await postgres.stop();
  }
});

it("[SV64] a million distinct visitors are taken in, counted and cost a bounded memory", {
  timeout: 300_000,
}, async () => {
  const postgres = await startTestPostgres();
  try {
    const server = await start({ FLYWHEEL_DATA_DIR: await folder(), DATABASE_URL: postgres.databaseUrl });
    const sender = createFaithfulSender(writeKey);
    const before = await usageOf(server.pid);
    let made = 0;
    const send = async () => {
      while (made < 1_000_000) {
        made += 500;
        const events = Array.from({ length: 500 }, () => anEvent());
        const { counts } = await sender.send(server.origin, events);
        expect(counts).toEqual({ accepted: 500, repeated: 0, refused: [] });
      }
    };
    await Promise.all(Array.from({ length: 4 }, send));
    expect(await untilProjected(server.origin, 1_000_000, 60_000)).not.toBeNull();
    const after = await usageOf(server.pid);
    if (before && after) expect(after.residentMb - before.residentMb).toBeLessThan(1_200);
    expect((await server.stop()).code).toBe(0);
    await using store = await openStore({ dataDir: "memory:", databaseUrl: postgres.databaseUrl, now });
    const { rows } = await store.staff.database.execute(sql`select count(distinct visitor_key)::int as n from events`);
    expect(rows[0]).toEqual({ n: 1_000_000 });
  } finally {
    await postgres.stop();
  }
});
