import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { JournalFullError } from "../errors.ts";
import { exampleRecord, textsIn } from "../testing/journal-records.ts";
import { MemoryDisk } from "../testing/memory-disk.ts";
import { type JournalParts, openJournal } from "./journal.ts";
import { recordBytes } from "./record.ts";

const openOn = (disk: MemoryDisk, parts: Partial<JournalParts> = {}) =>
  openJournal({ directory: "j", fileSystem: disk.fileSystem, log: () => {}, ...parts });
const failureOf = (asked: Promise<unknown>) => asked.then(() => null).catch((error: unknown) => error);
const append = (journal: { append(record: ReturnType<typeof exampleRecord>): Promise<void> }, text: string) =>
  journal.append(exampleRecord(text));
const one = recordBytes(exampleRecord("one"));

/** A gate at every sync, and how many wait there. */
function gateOf(disk: MemoryDisk) {
  let open = () => {};
  let waiting = 0;
  disk.beforeSync = () =>
    new Promise((resolve) => {
      waiting += 1;
      open = () => {
        waiting -= 1;
        resolve();
      };
    });
  return { open: () => open(), waiting: () => waiting };
}

describe("an acknowledgement of the journal", () => {
  it("[ST54] comes after the write and its sync, and the segment's name is on disk before either", async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    await append(journal, "one").then(() => disk.steps.push("acknowledged"));
    const name = "journal-1-000000000001.log";
    expect(disk.steps).toEqual([`create ${name}`, "syncDirectory", `append ${one}`, `sync ${name}`, "acknowledged"]);
  });

  it("[ST54] waits for a sync that is slow, and nobody reads the record before it", async () => {
    const disk = new MemoryDisk();
    const gate = gateOf(disk);
    const journal = await openOn(disk);
    let isAcknowledged = false;
    const appended = append(journal, "one").then(() => {
      isAcknowledged = true;
    });
    await turn();
    expect(gate.waiting()).toBe(1);
    expect(isAcknowledged).toBe(false);
    expect(await textsIn(journal)).toEqual([]);
    gate.open();
    await appended;
    expect(await textsIn(journal)).toEqual(["one"]);
  });

  it("[ST54] is shared: what arrives during a sync waits for one write and one sync together", async () => {
    const disk = new MemoryDisk();
    const gate = gateOf(disk);
    const journal = await openOn(disk);
    const first = append(journal, "one");
    await turn();
    const others = Promise.all(Array.from({ length: 50 }, () => append(journal, "two")));
    gate.open();
    await first;
    await turn();
    gate.open();
    await others;
    expect(disk.steps.filter((step) => step.startsWith("append"))).toEqual([`append ${one}`, `append ${50 * one}`]);
    expect(disk.steps.filter((step) => step.startsWith("sync "))).toHaveLength(2);
  });

  it("[ST54] survives a power cut at once, whatever the disk makes of what was not synced", async () => {
    for (const partLeft of [0, 0.3, 0.99]) {
      const disk = new MemoryDisk();
      const journal = await openOn(disk, { segmentBytes: 2 * one });
      for (const text of ["one", "two", "six", "ten", "yes"]) await append(journal, text);
      const gate = gateOf(disk);
      void append(journal, "not yet");
      await turn();
      expect(gate.waiting()).toBe(1);
      const after = await openOn(disk.afterPowerCut(partLeft));
      expect(await textsIn(after)).toEqual(["one", "two", "six", "ten", "yes"]);
    }
  });
});

describe("a write that fails", () => {
  it.each([
    ["the disk is full", "append", "ENOSPC"],
    ["the sync fails", "sync", "EIO"],
    ["no more files may be open", "create", "EMFILE"],
    ["the name of a new segment cannot be synced", "syncDirectory", "EIO"],
  ] as const)("[ST55] is refused with the reason, and only that, when %s", async (_, step, code) => {
    for (const before of [[], ["one", "two"]]) {
      const disk = new MemoryDisk();
      const journal = await openOn(disk, { segmentBytes: step === "create" || step === "syncDirectory" ? 1 : 1_000 });
      for (const text of before) await append(journal, text);
      disk.failNext(step, code);
      const failure = await failureOf(append(journal, "bad"));
      expect(failure).toBeInstanceOf(JournalFullError);
      expect(String(failure)).toContain(`(${code})`);
      await append(journal, "new");
      expect(await textsIn(journal)).toEqual([...before, "new"]);
      await journal.close();
      expect(disk.openFiles).toBe(0);
      expect(await textsIn(await openOn(disk.afterKill()))).toEqual([...before, "new"]);
      expect(await textsIn(await openOn(disk.afterPowerCut(0)))).toEqual([...before, "new"]);
    }
  });

  it("[ST55] refuses all that shared the write, and neither what came before nor what comes after", async () => {
    const disk = new MemoryDisk();
    const gate = gateOf(disk);
    const journal = await openOn(disk);
    const first = append(journal, "one");
    await turn();
    const second = [append(journal, "bad"), append(journal, "bad"), journal.settled()].map(failureOf);
    gate.open();
    await first;
    disk.failNext("sync", "EIO");
    await turn();
    const third = append(journal, "two");
    gate.open();
    expect((await Promise.all(second)).map((failure) => failure instanceof JournalFullError)).toEqual([
      true,
      true,
      false,
    ]);
    await turn();
    gate.open();
    await third;
    expect(await textsIn(journal)).toEqual(["one", "two"]);
  });

  it("[ST55] loses nothing acknowledged when the segment cannot be cut back either", async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    await append(journal, "one");
    disk.failNext("append", "ENOSPC");
    disk.failNext("truncate", "EIO");
    expect(await failureOf(append(journal, "half of it was written"))).toBeInstanceOf(JournalFullError);
    await append(journal, "two");
    expect(await textsIn(journal)).toEqual(["one", "two"]);
    const again = await openOn(disk.afterKill());
    expect(await textsIn(again)).toEqual(["one", "two"]);
    expect(disk.paths()).toHaveLength(2);
  });

  it("[ST55] leaves no files behind when it fails again and again", async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    for (let attempt = 0; attempt < 100; attempt += 1) {
      for (const step of ["append", "sync", "create", "syncDirectory"] as const) {
        disk.forgetFaults();
        disk.failNext(step, "EIO");
        expect(await failureOf(append(journal, "bad"))).toBeInstanceOf(JournalFullError);
      }
    }
    expect(disk.paths()).toEqual([]);
    expect(disk.openFiles).toBe(0);
    expect(journal.status()).toEqual({ segments: 0, bytes: 0 });
  });

  it("[ST57] takes in again what fits when a full disk has space again", async () => {
    const disk = new MemoryDisk();
    disk.capacity = 10 * one;
    const journal = await openOn(disk, { segmentBytes: 3 * one });
    const taken: string[] = [];
    for (let number = 100; number < 120; number += 1) {
      if ((await failureOf(append(journal, String(number)))) === null) taken.push(String(number));
    }
    expect(taken).toHaveLength(10);
    expect(await textsIn(journal)).toEqual(taken);
    const { next } = await journal.read(journal.start(), 3 * one);
    await journal.release(next);
    for (let number = 200; number < 203; number += 1) await append(journal, String(number));
    expect(await textsIn(await openOn(disk.afterKill()))).toEqual([...taken.slice(3), "200", "201", "202"]);
  });
});

describe("the bounds of the journal", () => {
  it("[ST58] refuses what would make it larger than it may be, until segments are released", async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk, { segmentBytes: one, mostBytes: 3 * one });
    for (const text of ["one", "two", "six"]) await append(journal, text);
    expect(String(await failureOf(append(journal, "ten")))).toContain("it holds as much as it may");
    expect(journal.status()).toEqual({ segments: 3, bytes: 3 * one });
    await journal.release((await journal.read(journal.start(), one)).next);
    await append(journal, "ten");
    expect(await textsIn(journal)).toEqual(["two", "six", "ten"]);
  });

  it("[ST58] refuses at once when more waits than memory should hold, and takes what waited", async () => {
    const disk = new MemoryDisk();
    const gate = gateOf(disk);
    const journal = await openOn(disk);
    const large = { kind: "events", rows: 1, payload: Buffer.alloc(15 * 1024 * 1024, "x") } as const;
    const first = append(journal, "one");
    await turn();
    const waiting = Array.from({ length: 4 }, () => journal.append(large));
    expect(String(await failureOf(journal.append(large)))).toContain("slower than what arrives");
    for (const appended of [first, ...waiting]) {
      await turn();
      gate.open();
      await appended;
    }
    expect(journal.end().row).toBe(5);
  }, 20_000);
});

describe("releasing what the database has", () => {
  const filled = async (texts = ["one", "two", "six"]) => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk, { segmentBytes: 2 * one });
    for (const text of texts) await append(journal, text);
    return { disk, journal };
  };

  it("[ST59] keeps a segment of which anything was not passed, and the one that grows", async () => {
    const { journal } = await filled();
    await journal.release(journal.start());
    expect(await textsIn(journal)).toEqual(["one", "two", "six"]);
    await journal.release((await journal.read(journal.start(), one)).next);
    expect(await textsIn(journal)).toEqual(["one", "two", "six"]);
    await journal.release((await journal.read(journal.start(), 2 * one)).next);
    expect(await textsIn(journal)).toEqual(["six"]);
    await journal.release(journal.end());
    expect(await textsIn(journal)).toEqual(["six"]);
  });

  it("[ST59] does it once when several ask at the same time, and counts rows as before", async () => {
    const { disk, journal } = await filled(["one", "two", "six", "ten", "yes"]);
    const upTo = (await journal.read((await journal.read(journal.start(), 2 * one)).next, 2 * one)).next;
    const before = journal.end();
    await Promise.all([journal.release(upTo), journal.release(upTo), journal.release(upTo)]);
    expect(await textsIn(journal)).toEqual(["yes"]);
    expect(journal.end()).toEqual(before);
    expect(journal.start().row).toBe(4);
    expect(await textsIn(await openOn(disk.afterKill()))).toEqual(["yes"]);
  });

  it("[ST59] removes them oldest first also on disk, so that nothing comes back without what followed it", async () => {
    const { disk, journal } = await filled(["one", "two", "six", "ten", "yes"]);
    await journal.rotate();
    disk.steps.length = 0;
    await journal.release(journal.end());
    const names = [1, 2, 3].map((number) => `remove journal-1-00000000000${number}.log`);
    expect(disk.steps).toEqual(names.flatMap((name) => [name, "syncDirectory"]));
  });

  it("[ST59] is done again when it failed", async () => {
    const { disk, journal } = await filled();
    const { next } = await journal.read(journal.start(), 2 * one);
    disk.failNext("remove", "EBUSY");
    await expect(journal.release(next)).rejects.toThrow("EBUSY");
    expect(await textsIn(journal)).toEqual(["one", "two", "six"]);
    await journal.release(next);
    expect(await textsIn(journal)).toEqual(["six"]);
  });

  it("[ST59] counts rows right for a reader whose segment was released under it", async () => {
    const { journal } = await filled();
    const start = journal.start();
    await journal.release((await journal.read(start, 2 * one)).next);
    expect((await journal.read(start, 10)).next).toEqual(journal.end());
  });
});

describe("waiting for the journal", () => {
  it("[ST68] ends when it grows, and when it closes", async () => {
    const journal = await openOn(new MemoryDisk());
    const grown = journal.grown(journal.end());
    await append(journal, "one");
    await grown;
    const closed = journal.grown(journal.end());
    await journal.close();
    await Promise.all([closed, journal.grown(journal.end()), journal.close()]);
    expect(String(await failureOf(append(journal, "two")))).toContain("it is closed");
  });

  it("[ST68] lets what was given before the close be written", async () => {
    const disk = new MemoryDisk();
    const journal = await openOn(disk);
    const appended = Promise.all(["one", "two", "six"].map((text) => append(journal, text)));
    await journal.close();
    await appended;
    expect(disk.openFiles).toBe(0);
    expect(await textsIn(await openOn(disk.afterPowerCut(0)))).toEqual(["one", "two", "six"]);
  });
});
