import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleRecord, textsIn } from "../testing/journal-records.ts";
import { MemoryDisk } from "../testing/memory-disk.ts";
import { type Journal, openJournal } from "./journal.ts";

type Action =
  | { readonly do: "append"; readonly lengths: readonly number[] }
  | { readonly do: "fail"; readonly step: "append" | "sync" | "truncate" | "create" | "remove" | "syncDirectory" }
  | { readonly do: "fill"; readonly room: number }
  | { readonly do: "rotate" | "kill" | "close" }
  | { readonly do: "power-cut"; readonly partLeft: number }
  | { readonly do: "release"; readonly records: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("append"), lengths: fc.array(fc.nat(40), { maxLength: 5 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("fail"),
      step: fc.constantFrom("append", "sync", "truncate", "create", "remove", "syncDirectory"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fill"), room: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("rotate", "kill", "close") }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("power-cut"), partLeft: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("release"), records: fc.nat(8) }) },
) as fc.Arbitrary<Action>;

describe("the journal against a model", () => {
  it("[ST56] gives back what it acknowledged and did not release, once and in order, whatever failed", async () => {
    await fc.assert(fc.asyncProperty(fc.array(action, { maxLength: 40 }), keepsItsWord), { numRuns: 300 });
  });

  it("[ST56] forgets a released segment also when the disk fails right after its removal", async () => {
    const append = (lengths: number[]): Action => ({ do: "append", lengths });
    await keepsItsWord([
      append([0, 0]),
      { do: "rotate" },
      { do: "fail", step: "syncDirectory" },
      { do: "release", records: 2 },
      append([3]),
    ]);
  });
});

/** Acknowledged records must be there; refused ones may come back after a restart, because a disk may keep what it denied. */
async function keepsItsWord(actions: readonly Action[]): Promise<void> {
  let disk = new MemoryDisk();
  let journal = await open(disk);
  let acknowledged: string[] = [];
  const refused = new Set<string>();
  const released = new Set<string>();
  let number = 0;

  for (const it of actions) {
    if (it.do === "append") {
      const texts = it.lengths.map((length) => {
        number += 1;
        return `${number}${"-".repeat(length)}`;
      });
      const outcomes = await Promise.allSettled(texts.map((text) => journal.append(exampleRecord(text))));
      texts.forEach((text, index) => {
        if (outcomes[index]?.status === "fulfilled") acknowledged.push(text);
        else refused.add(text);
      });
      expect(await textsIn(journal, 30)).toEqual(
        expectedOf(await textsIn(journal, 30), acknowledged, refused, released),
      );
    } else if (it.do === "fail") disk.failNext(it.step, "EIO");
    else if (it.do === "fill") disk.capacity = sizeOf(disk) + it.room;
    else if (it.do === "rotate") await journal.rotate();
    else if (it.do === "release") {
      const before = await textsIn(journal);
      const { row } = journal.start();
      const upTo = await placeAfter(journal, it.records);
      await journal.release(upTo).catch(() => {});
      const after = new Set(await textsIn(journal));
      for (const text of before.slice(0, upTo.row - row)) if (!after.has(text)) released.add(text);
      acknowledged = acknowledged.filter((text) => !released.has(text));
      disk.capacity = Number.POSITIVE_INFINITY;
    } else {
      if (it.do === "close") await journal.close();
      disk = it.do === "power-cut" ? disk.afterPowerCut(it.partLeft) : disk.afterKill();
      journal = await open(disk);
    }
    const there = await textsIn(journal, 50);
    expect(there).toEqual(expectedOf(there, acknowledged, refused, released));
    expect(journal.end().row - journal.start().row).toBe(there.length);
  }
}

/** Of what is there: all that was acknowledged in order, and else only what was refused, or released without a sync. */
function expectedOf(
  there: readonly string[],
  acknowledged: readonly string[],
  refused: ReadonlySet<string>,
  released: ReadonlySet<string>,
): string[] {
  const strays = there.filter((text) => refused.has(text) || released.has(text));
  expect(new Set(there).size).toBe(there.length);
  const numberOf = (text: string) => Number.parseInt(text, 10);
  return [...acknowledged, ...strays].sort((a, b) => numberOf(a) - numberOf(b));
}

const open = (disk: MemoryDisk): Promise<Journal> =>
  openJournal({ directory: "j", fileSystem: disk.fileSystem, log: () => {}, segmentBytes: 100 });

const sizeOf = (disk: MemoryDisk): number => disk.paths().reduce((sum, path) => sum + disk.contentOf(path).length, 0);

async function placeAfter(journal: Journal, records: number) {
  let at = journal.start();
  for (let passed = 0; passed < records; passed += 1) at = (await journal.read(at, 1)).next;
  return at;
}
