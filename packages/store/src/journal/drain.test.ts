import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { StoreError, StoreUnavailableError } from "../errors.ts";
import { MemoryDisk } from "../testing/memory-disk.ts";
import { RecordingSink } from "../testing/recording-sink.ts";
import { chunksOf } from "./chunks.ts";
import { type Drain, type DrainParts, startDrain } from "./drain.ts";
import { type Journal, openJournal } from "./journal.ts";
import type { JournalRecord } from "./record.ts";

type Opened = { journal: Journal; drain: Drain; sink: RecordingSink; aside: JournalRecord[]; log: () => void };
const opened: Opened[] = [];
afterEach(async () => {
  for (const { drain, sink } of opened.splice(0)) {
    sink.isAway = false;
    sink.poison.clear();
    await drain.close();
  }
});

async function open(disk = new MemoryDisk(), changes: Partial<DrainParts> = {}, segmentBytes = 1_000): Promise<Opened> {
  const journal = await openJournal({ directory: "j", fileSystem: disk.fileSystem, log: () => {}, segmentBytes });
  const sink = new RecordingSink();
  const aside: JournalRecord[] = [];
  const log = vi.fn();
  const setAside = async (record: JournalRecord) => void aside.push(record);
  const rest = { now: Date.now, log, chunkRows: 10, setAside, onStored: () => {} };
  const drain = startDrain({ ...rest, ...changes, journal, sink });
  const all = { journal, drain, sink, aside, log };
  opened.push(all);
  return all;
}

const events = (...lines: string[]): JournalRecord => ({
  kind: "events",
  rows: lines.length,
  payload: Buffer.from(lines.map((line) => `${line}\n`).join("")),
});
const json = (kind: "network" | "refused", ...of: string[]): JournalRecord => ({
  kind,
  rows: of.length,
  payload: Buffer.from(JSON.stringify(of)),
});
const command = (token: string): JournalRecord => ({
  kind: "command",
  rows: 1,
  payload: Buffer.from(JSON.stringify({ kind: "remove-simulated", token })),
});
const lineNumbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index}`);
const refusal = (sqlstate: string) =>
  new StoreError({ operation: "test", sqlstate, constraint: null, explanation: null });

describe("bringing the journal to the database", () => {
  it("[ST62] keeps the order, takes neighbours of one kind together and never more than one transaction should", async () => {
    const { journal, drain, sink } = await open();
    sink.isAway = true;
    await journal.append(events("a", "b"));
    await journal.append(events("c"));
    await journal.append(json("network", "n"));
    await journal.append(command("1"));
    await journal.append(command("2"));
    await journal.append(events(...lineNumbers(0, 9)));
    await journal.append(events("x", "y"));
    await journal.append(json("refused", "r", "s"));
    sink.isAway = false;
    await drain.drained();
    const commands = ["remove-simulated 1", "remove-simulated 1"];
    expect(sink.calls).toEqual(["events 3", "network 1", ...commands, "events 9", "events 2", "refused 2"]);
    expect(drain.status()).toMatchObject({ backlogEvents: 0, oldestMs: 0, stored: 14, repeated: 0, failure: null });
  });

  it("[ST62] gives a record that is larger than a transaction should be one of its own", () => {
    const chunks = chunksOf([events("a"), events(...lineNumbers(0, 30)), events("b"), events("c")], 10);
    expect(chunks.map(({ records }) => records.length)).toEqual([1, 1, 2]);
  });

  it("[ST65] waits while the database is away, says why and since when, and goes on by itself", async () => {
    const { journal, drain, sink, log } = await open();
    sink.isAway = true;
    for (const line of lineNumbers(0, 25)) await journal.append(events(line));
    await sleep(300);
    const { backlogEvents, oldestMs, failure } = drain.status();
    expect({ backlogEvents, failure }).toMatchObject({ backlogEvents: 25, failure: expect.stringContaining("away") });
    expect(oldestMs).toBeGreaterThanOrEqual(250);
    await expect(drain.drained(50)).rejects.toThrow(StoreUnavailableError);
    expect(log).toHaveBeenCalledTimes(1);
    sink.isAway = false;
    await drain.drained();
    expect(sink.lines).toEqual(lineNumbers(0, 25));
    expect(drain.status()).toMatchObject({ backlogEvents: 0, oldestMs: 0, failure: null, setAside: 0 });
  });

  it("[ST64] sets aside what the database refuses for itself and stores all the others, in order", async () => {
    const { journal, drain, sink, aside } = await open();
    for (const word of ["line 3", "bad fact", "bad refusal", "command 7"]) sink.poison.set(word, refusal("22P05"));
    await journal.append(events(...lineNumbers(0, 9)));
    await journal.append(json("network", "good fact", "bad fact", "fact"));
    await journal.append(json("refused", "bad refusal"));
    await journal.append(command("command 7"));
    await journal.append(command("command 8"));
    await journal.append(events("last"));
    await drain.drained();
    expect(sink.lines).toEqual([...lineNumbers(0, 9).filter((line) => line !== "line 3"), "last"]);
    expect(sink.calls.filter((call) => call.startsWith("remove"))).toHaveLength(1);
    expect(aside.map(({ payload }) => payload.toString())).toEqual([
      "line 3\n",
      '["bad fact"]',
      '["bad refusal"]',
      '{"kind":"remove-simulated","token":"command 7"}',
    ]);
    expect(drain.status()).toMatchObject({ stored: 9, setAside: 4, backlogEvents: 0 });
  });

  it.each([
    ["the database's disk is full", refusal("53100")],
    ["it lacks memory", refusal("53200")],
    ["two transactions were in each other's way", refusal("40P01")],
    ["the statement was stopped", refusal("57014")],
    ["a table is missing", refusal("42P01")],
    ["something failed that nobody knows", new Error("Client was closed and is not queryable")],
  ])("[ST64] sets nothing aside when %s: it waits", async (_, error) => {
    const { journal, drain, sink, aside } = await open();
    sink.poison.set("line", error);
    await journal.append(events(...lineNumbers(0, 9)));
    await sleep(150);
    expect(drain.status()).toMatchObject({ backlogEvents: 9, setAside: 0, failure: error.message });
    sink.poison.clear();
    await drain.drained();
    expect(aside).toEqual([]);
    expect(sink.lines).toEqual(lineNumbers(0, 9));
  });

  it("[ST64] does not go on before what is set aside is kept", async () => {
    const setAside = vi.fn(() => Promise.reject(new Error("ENOSPC")));
    const { journal, drain, sink } = await open(undefined, { setAside });
    sink.poison.set("bad", refusal("22021"));
    await journal.append(events("bad"));
    await journal.append(events("good"));
    await vi.waitFor(() => expect(setAside.mock.calls.length).toBeGreaterThan(1));
    expect(drain.status().backlogEvents).toBe(2);
  });
});

describe("what a database may lose", () => {
  it("[ST66] is stored again from the start of the journal, whatever was going on", async () => {
    for (const hops of [0, 1, 2, 3, 5, 8]) {
      const { journal, drain, sink } = await open();
      for (const line of lineNumbers(0, 30)) await journal.append(events(line));
      for (let hop = 0; hop < hops; hop += 1) await Promise.resolve();
      sink.lose();
      drain.rewind();
      await drain.drained();
      expect(sink.lines.toSorted()).toEqual(lineNumbers(0, 30).toSorted());
    }
  });

  it("[ST66] is stored again also when it was lost while the journal was being read", async () => {
    const disk = new MemoryDisk();
    const { journal, drain, sink } = await open(disk);
    await journal.append(events("one"));
    await drain.drained();
    const { fileSystem } = disk;
    const { read } = fileSystem;
    fileSystem.read = async (...asked) => {
      fileSystem.read = read;
      const bytes = await read(...asked);
      sink.lose();
      drain.rewind();
      return bytes;
    };
    await journal.append(events("two"));
    await vi.waitFor(() => expect(sink.lines.toSorted()).toEqual(["one", "two"]));
    await drain.drained();
  });

  it("[ST63] is taken out of the journal only when it has been made durable", async () => {
    const { journal, drain, sink } = await open(undefined, {}, 50);
    for (const line of lineNumbers(0, 9)) await journal.append(events(line));
    await drain.drained();
    const before = journal.status();
    sink.isAway = true;
    await expect(drain.release()).rejects.toThrow("away");
    expect(journal.status().bytes).toBe(before.bytes);

    sink.isAway = false;
    let duringDurable = -1;
    sink.during = async () => {
      duringDurable = journal.status().bytes;
    };
    await drain.release();
    expect(sink.calls.at(-1)).toBe("make-durable");
    expect(duringDurable).toBe(before.bytes);
    expect(journal.status()).toEqual({ segments: 0, bytes: 0 });
  });

  it("[ST63] stays in the journal when it arrived while the rest was made durable", async () => {
    const { journal, drain, sink } = await open();
    await journal.append(events("one"));
    await drain.drained();
    let isFirst = true;
    sink.during = async () => {
      if (!isFirst) return;
      isFirst = false;
      await journal.append(events("two"));
    };
    await drain.release();
    await drain.drained();
    sink.lose();
    drain.rewind();
    await drain.drained();
    expect(sink.lines).toEqual(["two"]);
  });

  it("[ST63] is let go of by itself after half a minute of rest", async () => {
    let nowMs = 0;
    const { journal, drain, sink } = await open(undefined, { now: () => nowMs });
    await journal.append(events("one"));
    await drain.drained();
    expect(journal.status().segments).toBe(1);
    nowMs = 31_000;
    await journal.append(events("two"));
    await vi.waitFor(() => expect(journal.status()).toEqual({ segments: 0, bytes: 0 }));
    expect(sink.calls.at(-1)).toBe("make-durable");
  });
});

describe("waiting for the drain", () => {
  it("[ST68] ends in time, and leaves nobody waiting", async () => {
    const { journal, drain, sink } = await open();
    sink.isAway = true;
    await journal.append(events("one"));
    const waits = await Promise.allSettled(Array.from({ length: 50 }, () => drain.drained(20)));
    expect(waits.every(({ status }) => status === "rejected")).toBe(true);
  });

  it("[ST68] ends in time when the disk hangs", async () => {
    const disk = new MemoryDisk();
    const { journal, drain } = await open(disk);
    let open_ = () => {};
    disk.beforeSync = () => new Promise((resolve) => (open_ = resolve));
    const appended = journal.append(events("one"));
    await expect(drain.drained(20)).rejects.toThrow(StoreUnavailableError);
    disk.beforeSync = async () => {};
    open_();
    await appended;
  });

  it("[ST68] ends after many releases, rewinds and orders at once, with every row counted", async () => {
    const { journal, drain, sink } = await open(undefined, {}, 40);
    const rounds = Array.from({ length: 30 }, async (_, round) => {
      await journal.append(events(`line ${round}`));
      if (round % 3 === 0) drain.rewind();
      if (round % 4 === 0) await drain.release();
      await drain.drained();
    });
    await Promise.all(rounds);
    await drain.drained();
    expect(sink.lines.toSorted()).toEqual(lineNumbers(0, 30).toSorted());
    expect(drain.status()).toMatchObject({ backlogEvents: 0, failure: null });
  });

  it("[ST67] leaves to the next server what the database does not take before the close", async () => {
    const disk = new MemoryDisk();
    const { journal, drain, sink } = await open(disk);
    sink.isAway = true;
    for (const line of lineNumbers(0, 5)) await journal.append(events(line));
    const startedMs = Date.now();
    await drain.close();
    expect(Date.now() - startedMs).toBeLessThan(8_000);
    expect(disk.openFiles).toBe(0);
    const next = await open(disk.afterKill());
    await next.drain.drained();
    expect(next.sink.lines).toEqual(lineNumbers(0, 5));
  });
});
