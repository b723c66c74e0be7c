import { describe, expect, it } from "vitest";
import type { SavedSegment, SegmentEntry, SegmentRegister } from "./port.ts";

/** What every register of segments promises. `open` gives an empty register each time. */
export function describeSegmentRegister(backend: string, open: () => Promise<SegmentRegister>): void {
  describe(`segment register on ${backend}`, () => {
    it("[EX50] gives segments back as they were saved, by key", async () => {
      const register = await open();
      expect(await register.list()).toEqual([]);
      expect(await register.history("b", 10)).toEqual([]);
      const odd = example("a-a", { segment: { key: "a-a", name: 'Größer? "Ja" 🦊', all: everyKind } });
      const all = [example("b"), example("a"), example("ab"), odd, example("a1")];
      for (const saved of all) expect(await save(register, saved, 0), saved.segment.key).toBe("saved");
      const keys = ["a", "a-a", "a1", "ab", "b"];
      expect((await register.list()).map(({ segment }) => segment.key)).toEqual(keys);
      expect((await register.list())[1]).toEqual(odd);
    });

    it("[EX50] writes over the revision that was read, and over no other", async () => {
      const register = await open();
      const first = example("a");
      const second = example("a", { revision: 2, by: "stf_b", savedAtMs: 1_700_000_009_000 });
      expect(await save(register, second, 1)).toBe("outdated");
      expect(await save(register, first, 0)).toBe("saved");
      expect(await save(register, first, 0)).toBe("outdated");
      expect(await save(register, second, 1)).toBe("saved");
      expect(await save(register, second, 1)).toBe("outdated");
      expect(await register.list()).toEqual([second]);
      expect(await register.history("a", 10)).toEqual([entryOf(second), entryOf(first)]);
      expect(await register.history("a", 1)).toEqual([entryOf(second)]);
    });

    it("[EX51] lets no two have one name, whoever is faster", async () => {
      const register = await open();
      const called = (key: string, name: string, revision = 1) =>
        example(key, { revision, segment: { key, name, all: everyKind } });
      expect(await save(register, called("a", "Big Payers"), 0)).toBe("saved");
      expect(await save(register, called("b", " big payers"), 0)).toBe("name-taken");
      expect(await register.history("b", 10)).toEqual([]);
      expect(await save(register, called("b", "Others"), 0)).toBe("saved");
      expect(await save(register, called("b", "BIG PAYERS", 2), 1)).toBe("name-taken");
      expect(await save(register, called("a", "Small payers", 2), 1)).toBe("saved");
      expect(await save(register, called("b", "Big payers", 2), 1)).toBe("saved");

      const raced = ["c", "d", "e"].map((key) => save(register, called(key, "Raced"), 0));
      expect((await Promise.all(raced)).toSorted()).toEqual(["name-taken", "name-taken", "saved"]);
    });

    it("[EX52] forgets what is removed and remembers that it was", async () => {
      const register = await open();
      const saved = example("a");
      await save(register, saved, 0);
      const gone = { ...entryOf(saved), action: "remove", atMs: 1_700_000_008_000 } as const;
      expect(await register.remove("a", 2, gone)).toBe("outdated");
      expect(await register.remove("nothing", 0, gone)).toBe("outdated");
      expect(await register.remove("a", 1, gone)).toBe("saved");
      expect(await register.list()).toEqual([]);
      expect(await register.history("a", 10)).toEqual([gone, entryOf(saved)]);
    });

    it("[EX55] goes on from the last revision of what was removed, so that no revision is of two", async () => {
      const register = await open();
      const second = example("a", { revision: 2 });
      await save(register, example("a"), 0);
      await save(register, second, 1);
      await register.remove("a", 2, { ...entryOf(second), action: "remove" });
      for (const revision of [1, 2, 4]) {
        expect(await save(register, example("a", { revision }), 0), String(revision)).toBe("outdated");
      }
      expect(await save(register, example("b"), 0)).toBe("saved");
      expect(await save(register, example("a", { revision: 3 }), 0)).toBe("saved");
      expect((await register.history("a", 10)).map(({ revision }) => revision)).toEqual([3, 2, 2, 1]);
    });
  });
}

const everyKind: SavedSegment["segment"]["all"] = [
  { kind: "property", property: "device", in: ["phone"] },
  { kind: "tenure", is: "new" },
  { kind: "behaviour", of: { name: "output.kept" }, did: true, atLeast: 2, withinMs: null },
  {
    kind: "cohort",
    of: { name: "payment.settled", where: { funding: "purchased" } },
    fromMs: 1_780_272_000_000,
    toMs: 1_782_864_000_000,
  },
];

const example = (key: string, given: Partial<SavedSegment> = {}): SavedSegment => ({
  segment: { key, name: `Segment ${key}`, all: everyKind },
  revision: 1,
  savedAtMs: 1_700_000_000_123,
  by: "stf_a",
  ...given,
});

const save = (register: SegmentRegister, saved: SavedSegment, expectedRevision: number) =>
  register.save(saved, expectedRevision, entryOf(saved));

const entryOf = ({ segment, revision, savedAtMs, by }: SavedSegment): SegmentEntry => ({
  key: segment.key,
  revision,
  atMs: savedAtMs,
  by,
  action: revision === 1 ? "save" : "change",
  segment,
});
