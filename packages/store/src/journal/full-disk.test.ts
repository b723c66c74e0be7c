import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { JournalFullError } from "../errors.ts";
import { exampleRecord, textsIn } from "../testing/journal-records.ts";
import { nodeFileSystem } from "./file-system.ts";
import { openJournal } from "./journal.ts";

/** A disk of one megabyte; null where this user may not have one. */
const disk = mountDisk();
afterAll(() => {
  if (disk === null) return;
  execFileSync("umount", [disk]);
  rmSync(disk, { recursive: true });
});

describe("a journal on a real disk of one megabyte", () => {
  const title = "[ST57] refuses events when the disk is full, loses none, and takes events in again when it has space";
  const why = disk === null ? " (not run: only root may mount a disk of its own)" : "";
  it.skipIf(disk === null)(title + why, async () => {
    const directory = join(disk ?? "", "journal");
    const open = () => openJournal({ directory, fileSystem: nodeFileSystem, log: () => {}, segmentBytes: 200_000 });
    const journal = await open();
    const textAt = (number: number) => `${number} ${"x".repeat(10_000)}\n`;
    const acknowledged: string[] = [];
    const fill = async (from: number) => {
      for (let number = from; ; number += 4) {
        const texts = [0, 1, 2, 3].map((offset) => textAt(number + offset));
        const outcomes = await Promise.allSettled(texts.map((text) => journal.append(exampleRecord(text))));
        acknowledged.push(...texts.filter((_, index) => outcomes[index]?.status === "fulfilled"));
        const failure = outcomes.find((outcome) => outcome.status === "rejected");
        if (failure) return failure.reason;
      }
    };
    const refusal = await fill(0);
    expect(refusal).toBeInstanceOf(JournalFullError);
    expect(String(refusal)).toContain("ENOSPC");
    expect(acknowledged.length).toBeGreaterThan(80);
    // Not one byte is left: not even a new segment's first.
    await writeFile(join(disk ?? "", "filler"), Buffer.alloc(1_000_000)).catch(() => {});
    await expect(journal.append(exampleRecord(textAt(-1)))).rejects.toThrow(JournalFullError);
    expect(await textsIn(journal)).toEqual(acknowledged);
    expect(await textsIn(await open())).toEqual(acknowledged);

    const { next } = await journal.read(journal.start(), 300_000);
    await journal.release(next);
    const released = journal.start().row;
    expect(released).toBeGreaterThan(10);
    expect(await fill(1_000)).toBeInstanceOf(JournalFullError);
    await journal.close();
    const again = await open();
    const left = acknowledged.slice(released);
    expect(left.at(-1)).toMatch(/^10\d\d /);
    expect(await textsIn(again)).toEqual(left);
    await again.close();
  });
});

function mountDisk(): string | null {
  const path = mkdtempSync(join(tmpdir(), "flywheel-full-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", path], { stdio: "ignore" });
    return path;
  } catch {
    rmSync(path, { recursive: true });
    return null;
  }
}
