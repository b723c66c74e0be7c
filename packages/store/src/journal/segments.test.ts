import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exampleRecord, textsIn } from "../testing/journal-records.ts";
import { MemoryDisk } from "../testing/memory-disk.ts";
import { nodeFileSystem } from "./file-system.ts";
import { openJournal } from "./journal.ts";
import { encodeRecord, recordBytes } from "./record.ts";

const segmentOf = (...texts: string[]) => Buffer.concat(texts.flatMap((text) => encodeRecord(exampleRecord(text))));
const first = "journal-1-000000000001.log";
const second = "journal-1-000000000002.log";

describe("the segments of a journal on real files", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "flywheel-journal-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));
  const open = (log = (_: string) => {}, segmentBytes?: number) =>
    openJournal({ directory, fileSystem: nodeFileSystem, log, ...(segmentBytes && { segmentBytes }) });

  it("[ST51] cut at every byte of its last record, gives all before it, is cut there, and goes on", async () => {
    const kept = segmentOf("one\n", "two\n");
    const whole = segmentOf("one\n", "two\n", "the last one\n");
    for (let length = kept.length; length < whole.length; length += 1) {
      await writeFile(join(directory, first), whole.subarray(0, length));
      const log = vi.fn();
      const journal = await open(log);
      expect(await textsIn(journal), `${length} bytes`).toEqual(["one\n", "two\n"]);
      expect((await stat(join(directory, first))).size).toBe(kept.length);
      expect(log).toHaveBeenCalledTimes(length === kept.length ? 0 : 1);

      await journal.append(exampleRecord("later\n"));
      await journal.close();
      const again = await open();
      expect(await textsIn(again)).toEqual(["one\n", "two\n", "later\n"]);
      await again.release(again.end());
      await again.close();
    }
  });

  it("[ST51] cut at every byte of the only record it has, is empty and goes on", async () => {
    const whole = segmentOf("the only one\n");
    for (let length = 0; length < whole.length; length += 1) {
      await writeFile(join(directory, first), whole.subarray(0, length));
      const journal = await open();
      expect(await textsIn(journal)).toEqual([]);
      await journal.append(exampleRecord("later\n"));
      expect(await textsIn(journal)).toEqual(["later\n"]);
      await journal.rotate();
      await journal.release(journal.end());
      expect(await nodeFileSystem.list(directory)).toEqual([]);
      await journal.close();
    }
  });

  it("[ST53] leaves alone what is not of it, and an empty segment holds nothing up", async () => {
    const foreign = ["set-aside.log", "journal-2-000000000001.log", "journal-1-1.log", `${first}.bak`, "notes.txt"];
    for (const name of foreign) await writeFile(join(directory, name), "mine");
    await writeFile(join(directory, first), "");
    await writeFile(join(directory, second), segmentOf("one\n"));
    const journal = await open();
    expect(await textsIn(journal)).toEqual(["one\n"]);
    await journal.append(exampleRecord("two\n"));
    expect(await textsIn(journal)).toEqual(["one\n", "two\n"]);
    await journal.rotate();
    await journal.release(journal.end());
    await journal.close();
    expect((await nodeFileSystem.list(directory)).toSorted()).toEqual(foreign.toSorted());
    for (const name of foreign) expect(await readFile(join(directory, name), "utf8")).toBe("mine");
  });

  it("[ST50] reads a record that is longer than what is read at a time, among short ones", async () => {
    const long = `${"ä".repeat(2_200_000)}\n`; // 4.4 MB
    const journal = await open();
    const texts = ["short\n", long, "after\n"];
    for (const text of texts) await journal.append(exampleRecord(text));
    expect(await textsIn(journal, 100_000)).toEqual(texts);
    await journal.close();
    const again = await open();
    expect(await textsIn(again, 1_000)).toEqual(texts);
    await again.close();
  });

  it("[ST50] writes more records at once than the system takes in one call", async () => {
    const journal = await open();
    const texts = Array.from({ length: 3_000 }, (_, number) => `${number}\n`);
    await Promise.all(texts.map((text) => journal.append(exampleRecord(text))));
    await journal.close();
    const again = await open();
    expect(await textsIn(again)).toEqual(texts);
    await again.close();
  });

  it("[ST52] goes on behind bytes that were destroyed while it was running, and at the next start", async () => {
    const log = vi.fn();
    const journal = await open(log, 60);
    const texts = ["one\n", "two\n", "three\n", "four\n", "five\n", "six\n"];
    for (const text of texts) await journal.append(exampleRecord(text));
    const bytes = await readFile(join(directory, first));
    bytes.fill("?", 20, 25); // the second record of the oldest segment
    await writeFile(join(directory, first), bytes);
    await truncate(join(directory, second), 10); // all of the second segment

    const left = await textsIn(journal);
    expect(left).toEqual(["one\n", "three\n", "four\n"]);
    expect(log).toHaveBeenCalledWith(expect.stringMatching(/^journal segment 1 is damaged on disk: 17 bytes at 17/));
    // Whoever reads comes to the end all the same: the place after the last record counts what was lost.
    const { row } = journal.end();
    let at = journal.start();
    for (let more = await journal.read(at, 10); more.next.row !== at.row; more = await journal.read(at, 10))
      at = more.next;
    expect(at.row).toBe(row);
    await journal.append(exampleRecord("later\n"));
    expect((await textsIn(journal)).at(-1)).toBe("later\n");
    await journal.close();

    const again = await open();
    expect(await textsIn(again)).toEqual([...left, "later\n"]);
    await again.close();
  });

  it("[ST53] is readable by its user only", async () => {
    const journal = await openJournal({ directory: join(directory, "new"), fileSystem: nodeFileSystem, log: () => {} });
    await journal.append(exampleRecord("one\n"));
    expect((await stat(join(directory, "new"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, "new", first))).mode & 0o777).toBe(0o600);
    await journal.close();
  });

  it("[ST51] takes what stands behind a whole record for torn, whatever it is", async () => {
    for (const torn of ["\0".repeat(1_000), "x".repeat(1_000), "\0", "\xff".repeat(13)]) {
      await writeFile(join(directory, first), segmentOf("one\n"));
      await appendFile(join(directory, first), Buffer.from(torn, "latin1"));
      const journal = await open();
      expect(await textsIn(journal)).toEqual(["one\n"]);
      expect((await stat(join(directory, first))).size).toBe(recordBytes(exampleRecord("one\n")));
      await journal.close();
    }
  });
});

describe("damage in a segment", () => {
  it("[ST52] costs the record it is in and no other, wherever the bit is", async () => {
    const texts = ["one\n", "two\n", "three\n"];
    const [whole, from, to] = [segmentOf(...texts), segmentOf("one\n").length, segmentOf("one\n", "two\n").length];
    for (let bit = from * 8; bit < to * 8; bit += 1) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const disk = new MemoryDisk();
      disk.put(`j/${first}`, bytes);
      disk.put(`j/${second}`, segmentOf("four\n"));
      const log = vi.fn();
      const journal = await openJournal({ directory: "j", fileSystem: disk.fileSystem, log });
      expect(await textsIn(journal), `bit ${bit}`).toEqual(["one\n", "three\n", "four\n"]);
      expect(log).toHaveBeenCalledWith(expect.stringContaining("segment 1 is damaged"));
      expect(journal.end().row).toBe(3);
    }
  });
});
