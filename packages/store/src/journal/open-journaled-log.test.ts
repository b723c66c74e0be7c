import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { QuarantinedEvent } from "@flywheel/telemetry/port";
import type { EventId, NetworkEvent, TakenEvent, VisitorId } from "@flywheel/vocabulary";
import { visitorKeyOf } from "@flywheel/vocabulary";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openEmbedded } from "../engines/embedded.ts";
import type { Engine } from "../engines/engine.ts";
import { openServer } from "../engines/server.ts";
import { StoreUnavailableError } from "../errors.ts";
import { createStoredEventLog } from "../event-log.ts";
import { migrate } from "../migrate.ts";
import { exampleEvent, exampleVisitor } from "../testing/example-event.ts";
import { startTestPostgres, type TestPostgres } from "../testing/index.ts";
import { type JournaledLog, openJournaledLog } from "./open-journaled-log.ts";

const ada = exampleVisitor;
const bob = "vis_bob00000000000000000" as VisitorId;
const yearMs = 365 * 24 * 3_600_000;
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const eventsOf = (visitorId: VisitorId, count: number, from = 0) =>
  numbers(count, from).map((number) => exampleEvent(number, visitorId));
const simulated = (event: TakenEvent): TakenEvent => ({ ...event, simulated: true });
const seqs = (events: readonly TakenEvent[]) => events.map(({ seq }) => seq);

const refused = (id: string, visitorId: VisitorId | null): QuarantinedEvent => ({
  id,
  receivedAtMs: 1_700_000_000_000,
  reason: "unknown-field",
  name: null,
  app: null,
  paths: [],
  kept: visitorId && {
    text: "{}",
    withheld: true,
    visitorId,
    sender: "browser",
    senderApp: null,
    simulated: false,
    offsetMs: 0,
    device: "phone",
    browser: "Firefox",
    bot: false,
  },
});

describe.each(["pglite", "postgres"] as const)("a journal in front of %s", (kind) => {
  let postgres: TestPostgres | undefined;
  let engine: Engine;
  let directory: string;
  const open = new Set<JournaledLog>();
  beforeAll(async () => {
    const log = () => {};
    if (kind === "postgres") {
      postgres = await startTestPostgres();
      engine = await openServer({ databaseUrl: postgres.databaseUrl, log });
    } else engine = await openEmbedded({ dataDir: "memory:", log });
    await migrate(engine);
  });
  afterAll(async () => {
    await engine.close();
    await postgres?.stop();
  });
  beforeEach(async () => {
    await engine.pool.query("truncate events, network_events, quarantine, removals");
    directory = await mkdtemp(join(tmpdir(), "flywheel-journaled-"));
  });
  afterEach(async () => {
    for (const it of open) await it.close();
    open.clear();
    await rm(directory, { recursive: true, force: true });
  });

  async function openLog({ at = directory, log = (_: string) => {}, on = engine } = {}): Promise<JournaledLog> {
    const stored = createStoredEventLog(on.database);
    const it = await openJournaledLog({ engine: on, stored, directory: at, now: Date.now, log, onStored: () => {} });
    open.add(it);
    return it;
  }
  const close = async (it: JournaledLog) => {
    open.delete(it);
    await it.close();
  };
  /** A database that never says that anything is durable, so that the journal keeps it all. */
  const neverDurable = (): Engine => ({
    ...engine,
    makeDurable: () => Promise.reject(new StoreUnavailableError({ where: "it", reason: "busy", advice: "wait" })),
  });
  /** The journal as a server that was killed now would leave it. */
  async function copyOfJournal(): Promise<string> {
    const copy = await mkdtemp(join(tmpdir(), "flywheel-journaled-"));
    await cp(directory, copy, { recursive: true });
    return copy;
  }
  const textOnDisk = async (at = directory) =>
    (await Promise.all((await readdir(at)).map((name) => readFile(join(at, name), "latin1")))).join("");

  it("[ST71] gives hostile values back as they were taken in", async () => {
    const { events } = await openLog();
    const texts = [
      "",
      " ",
      "\t",
      "\n",
      "\r\n",
      "\\",
      "\\N",
      "\\.",
      "\\\\n",
      "\\t",
      '"',
      "'",
      "{",
      "}",
      "{a,b}",
      "NULL",
      "null",
      "\\x41",
      ",",
      "$1",
      "%",
      "\u0001\u001f\u007f",
      "\u0085\u2028\u2029",
      "\ufeffx",
      "Ä🦊e\u0301",
      "\b\f\v",
      "x".repeat(10_000),
      "a\tb\nc\\d",
    ];
    const hostile = texts.map((text, number) => ({
      ...exampleEvent(number),
      browser: text,
      build: text,
      experiment: text,
      variant: text,
      fields: { text, [text || "empty"]: text },
    }));
    const values = [
      0,
      -0,
      1e308,
      -1e308,
      5e-324,
      2.2250738585072014e-308,
      0.1 + 0.2,
      Number.MAX_SAFE_INTEGER,
      1e21,
      -1e-7,
    ];
    const extreme = values.map((value, index) => ({
      ...exampleEvent(1_000 + index),
      value,
      fields: { value: value || 0 },
    }));
    const seqsAndTimes = [
      { ...exampleEvent(2_000), seq: Number.MAX_SAFE_INTEGER, atMs: 4_102_444_800_000 },
      { ...exampleEvent(2_001), seq: Number.MIN_SAFE_INTEGER, atMs: 4_102_444_800_001, receivedAtMs: 0 },
    ];
    const all = [...hostile, ...extreme, ...seqsAndTimes] as TakenEvent[];
    expect(await events.append(all)).toEqual({ accepted: all.length, repeated: 0, erased: 0 });
    expect(await events.ofVisitor(ada)).toEqual(all);
  });

  it("[ST72] stores once what comes twice, in another order, in parts, or a year late", async () => {
    const { events, drain } = await openLog();
    const batch = eventsOf(ada, 50);
    const late = eventsOf(ada, 5, 900).map((event) => ({ ...event, atMs: event.atMs - yearMs }));
    await Promise.all([
      events.append(batch),
      events.append(batch.toReversed()),
      events.append([...batch.slice(20), ...batch.slice(0, 30)]),
      ...batch.map((event) => events.append([event, { ...event, atMs: 1 }])),
    ]);
    await events.append([...late, ...batch]);
    expect(await events.ofVisitor(ada)).toEqual([...late, ...batch]);
    expect(drain.status()).toMatchObject({ stored: 55, setAside: 0 });
  });

  it("[ST64] sets aside the one event that the database refuses, and tells of it without its words", async () => {
    const log = vi.fn();
    const { events, drain } = await openLog({ log });
    const [first, nul, broken, ...rest] = eventsOf(ada, 20) as [TakenEvent, TakenEvent, TakenEvent];
    await events.append([
      first,
      { ...nul, browser: "secret\0word" },
      { ...broken, fields: { a: "secret\0" } },
      ...rest,
    ]);
    await events.append(eventsOf(bob, 3));
    expect(await events.ofVisitor(ada)).toEqual([first, ...rest]);
    expect(await events.ofVisitor(bob)).toHaveLength(3);
    expect(drain.status()).toMatchObject({ backlogEvents: 0, setAside: 2, stored: 21 });
    expect(log.mock.calls.flat().join()).toMatch(/set aside: .*SQLSTATE 22/);
    expect(log.mock.calls.flat().join()).not.toContain("secret");
    expect(await readFile(join(directory, "set-aside.log"), "utf8")).toContain("secret");

    await events.erase(ada);
    expect(await textOnDisk()).not.toContain("secret");
    expect(await readFile(join(directory, "set-aside.log"), "utf8")).toBe("");
  });

  it("[ST60] tells a resend apart after a restart while the journal has it, and stores it once in any case", async () => {
    const first = await openLog();
    await first.events.append(eventsOf(ada, 3));
    const asKilled = await copyOfJournal();
    await close(first);
    expect(await readdir(directory), "a server that closes leaves nothing behind").toEqual([]);
    const second = await openLog({ at: asKilled });
    expect(await second.events.append(eventsOf(ada, 4))).toEqual({ accepted: 1, repeated: 3, erased: 0 });
    await close(second);
    await rm(asKilled, { recursive: true });
    const third = await openLog();
    expect(await third.events.append(eventsOf(ada, 5))).toMatchObject({ accepted: 5 });
    expect(seqs(await third.events.ofVisitor(ada))).toEqual([0, 1, 2, 3, 4]);
  });

  it("[ST69] keeps an erased visitor out whatever eight writers are bringing at that moment", async () => {
    const { events } = await openLog();
    let isOver = false;
    const writers = numbers(8).map(async (writer) => {
      for (let round = 0; !isOver; round += 1) {
        const from = (round * 8 + writer) * 10;
        await events.append([...eventsOf(ada, 10, from), exampleEvent(from, bob)]);
        await events.quarantine([refused(`rfs_${writer}_${round}`, ada)]);
      }
      return 0;
    });
    await vi.waitFor(async () => expect((await events.ofVisitor(ada)).length).toBeGreaterThan(100));
    expect(await events.erase(ada)).toBeGreaterThan(100);
    expect(events.isErased(visitorKeyOf(ada))).toBe(true);
    isOver = true;
    await Promise.all(writers);
    expect(await events.ofVisitor(ada)).toEqual([]);
    expect(await events.quarantineList(10)).toEqual([]);
    expect((await events.ofVisitor(bob)).length).toBeGreaterThan(10);
  });

  it("[ST69] keeps an erased visitor out when a journal from before comes back, and takes the bytes away", async () => {
    const { events } = await openLog();
    await events.append([...eventsOf(ada, 5), ...eventsOf(bob, 5)]);
    await events.quarantine([refused("rfs_ada", ada), refused("rfs_bob", bob)]);
    await events.append(eventsOf(ada, 3, 100));
    const before = await copyOfJournal();
    expect(await textOnDisk(before)).toContain(String(visitorKeyOf(ada)));
    expect(await events.erase(ada)).toBe(8);
    expect(await textOnDisk()).not.toContain(String(visitorKeyOf(ada)));

    // The same journal in front of a database that has nothing of it but the mark.
    await engine.pool.query("truncate events, quarantine");
    const replayed = await openLog({ at: before });
    expect(await replayed.events.ofVisitor(ada)).toEqual([]);
    expect(await replayed.events.ofVisitor(bob)).toEqual(eventsOf(bob, 5));
    expect((await replayed.events.quarantineList(10)).map(({ id }) => id)).toEqual(["rfs_bob"]);
    expect(replayed.events.isErased(visitorKeyOf(ada))).toBe(true);
    await close(replayed);
    await rm(before, { recursive: true });
  });

  it("[ST70] does not bring back after a restart what was removed, nor remove what came after", async () => {
    const first = await openLog({ on: neverDurable() });
    await first.events.append([...eventsOf(ada, 5), ...eventsOf(bob, 5).map(simulated)]);
    await first.events.quarantine([refused("rfs_1", null), refused("rfs_2", null)]);
    expect(await first.events.removeSimulated()).toBe(5);
    expect(await first.events.releaseQuarantined(["rfs_1"])).toBe(1);
    expect(await first.events.removeBefore(exampleEvent(3).atMs)).toBe(3);
    const after = [...eventsOf(bob, 2, 50).map(simulated), exampleEvent(1, bob)];
    await first.events.append(after);
    expect(await first.events.ofVisitor(bob)).toHaveLength(3);

    for (const emptied of [false, true]) {
      const copy = await copyOfJournal();
      if (emptied) await engine.pool.query("truncate events, quarantine, removals");
      const again = await openLog({ at: copy });
      await again.drain.drained();
      expect(seqs(await again.events.ofVisitor(ada))).toEqual([3, 4]);
      expect((await again.events.ofVisitor(bob)).map(({ id }) => id).toSorted()).toEqual(
        after.map(({ id }) => id).toSorted(),
      );
      expect((await again.events.quarantineList(10)).map(({ id }) => id)).toEqual(["rfs_2"]);
      await close(again);
      await rm(copy, { recursive: true });
    }
  });

  it("[ST70] takes a removal out of the journal when it is over: done again it would reach other servers' events", async () => {
    const log = await openLog();
    await log.events.append(eventsOf(ada, 5).map(simulated));
    await log.events.removeSimulated();
    expect(await textOnDisk()).not.toContain("remove-simulated");
    await close(log);
    const other = await openLog({ at: join(directory, "other") });
    await other.events.append(eventsOf(bob, 2).map(simulated));
    await close(other);
    const again = await openLog();
    await again.drain.drained();
    expect(await again.events.ofVisitor(bob)).toHaveLength(2);
  });

  it.runIf(kind === "postgres")(
    "[ST65] keeps taking events while the server is away, and brings it each once",
    async () => {
      const proxy = await openProxy(new URL(postgres?.databaseUrl ?? ""));
      const on = await openServer({ databaseUrl: proxy.url, log: () => {} });
      const { events, drain } = await openLog({ on });
      await events.append(eventsOf(ada, 10));
      const writing = numbers(20).map(async (writer) => {
        for (const number of numbers(10)) await events.append([exampleEvent(100 + writer * 10 + number)]);
      });
      proxy.cut();
      await Promise.all(writing);
      await vi.waitFor(() => expect(drain.status().failure).not.toBeNull());
      expect(await events.append(eventsOf(ada, 50))).toMatchObject({ accepted: 40, repeated: 10 });
      await expect(events.newest(10, { simulated: false })).rejects.toThrow();
      proxy.mend();
      await vi.waitFor(async () => expect(await events.ofVisitor(ada)).toHaveLength(250), { timeout: 15_000 });
      expect(drain.status()).toMatchObject({ backlogEvents: 0, setAside: 0, failure: null });
      for (const it of open) await close(it);
      await on.close();
      proxy.close();
    },
  );

  it("[ST60] tells a resend apart also when what is too old was removed meanwhile, here and after a restart", async () => {
    const first = await openLog({ on: neverDurable() });
    await first.events.append(eventsOf(ada, 5));
    await first.events.removeBefore(exampleEvent(3).atMs);
    await first.events.quarantine([refused("rfs_1", null)]);
    await first.events.releaseQuarantined(["rfs_1"]);
    expect(await first.events.append(eventsOf(ada, 6))).toEqual({ accepted: 1, repeated: 5, erased: 0 });
    const again = await openLog({ at: await copyOfJournal() });
    expect(await again.events.append(eventsOf(ada, 6))).toEqual({ accepted: 0, repeated: 6, erased: 0 });

    await again.events.append(eventsOf(bob, 2).map(simulated));
    await again.events.removeSimulated();
    expect(await again.events.append(eventsOf(bob, 2).map(simulated))).toMatchObject({ accepted: 2, repeated: 0 });
  });

  it("[ST70] leaves its mark for those who follow the log also when an attempt before had removed it all", async () => {
    const { events } = await openLog();
    await events.removeBefore(1_000);
    const { rows } = await engine.pool.query("select kind, before_ts::text as before from removals");
    expect(rows).toEqual([{ kind: "before", before: "1970-01-01 00:00:01" }]);
  });

  it("[ST68] tells whoever gave an order that the database refuses it", async () => {
    const { events, drain } = await openLog();
    await expect(events.removeBefore(9e15)).rejects.toThrow();
    expect(drain.status()).toMatchObject({ backlogEvents: 0, setAside: 1 });
    expect(await events.append(eventsOf(ada, 1))).toMatchObject({ accepted: 1 });
    expect(await events.ofVisitor(ada)).toHaveLength(1);
  });

  it("[ST62] brings events, facts and refusals each to their table", async () => {
    const { events } = await openLog();
    const fact = {
      id: "evt_fact" as EventId,
      atMs: 1_700_000_000_000,
      name: "weather.changed",
      layer: "compute",
    } as const;
    const nobody = { node: null, model: null, value: -0.5, simulated: false, fields: { weather: "busy" } } as const;
    await events.appendNetwork([{ ...fact, ...nobody } as NetworkEvent]);
    expect(await events.appendNetwork([{ ...fact, ...nobody } as NetworkEvent])).toEqual({ accepted: 0, repeated: 1 });
    await events.quarantine([refused("rfs_1", ada)]);
    expect(await events.quarantineList(10)).toEqual([refused("rfs_1", ada)]);
    const { rows } = await engine.pool.query("select id, value, props from network_events");
    expect(rows).toEqual([{ id: "evt_fact", value: -0.5, props: { weather: "busy" } }]);
  });
});

/** Stands between the store and a server of PostgreSQL, and can be cut. */
async function openProxy(target: URL) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((socket) => {
    const other = connect(Number(target.port || 5432), target.hostname);
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy()).on("close", () => to.destroy());
      from.pipe(to);
    }
    if (isCut) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = new URL(target);
  url.host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: url.href,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    close: () => server.close(),
  };
}
