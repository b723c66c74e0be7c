import type { Segment } from "@flywheel/vocabulary";
import { beforeEach, describe, expect, it } from "vitest";
import { describeSegmentRegister } from "./exam.ts";
import { createMemorySegmentRegister } from "./memory.ts";
import type { SegmentRegister } from "./port.ts";
import { createSavedSegments, type SavedSegments } from "./saved-segments.ts";
import { saySegmentRefusal } from "./segment-refusal.ts";

describeSegmentRegister("memory", async () => createMemorySegmentRegister());

let register: SegmentRegister;
let saved: SavedSegments;
let nowMs = 0;
beforeEach(() => {
  register = createMemorySegmentRegister();
  nowMs = 1_000;
  saved = createSavedSegments({ register, now: () => nowMs });
});

const june = { kind: "cohort" as const, of: null, fromMs: 5, toMs: 9 };
const named = (name: string, given: Partial<Segment> = {}): Segment => ({ key: "june", name, all: [june], ...given });
const ada = "stf_ada";

async function refusal(asked: ReturnType<SavedSegments["change"]>) {
  const found = await asked;
  return found.outcome === "refused" ? [found.refusal.code, saySegmentRefusal(found.refusal)] : found.outcome;
}

describe("[EX53] a segment", () => {
  it("of a given one's name or key is refused with the name that has it", async () => {
    expect(await refusal(saved.change({ action: "save", segment: named(" on a PHONE ") }, ada))).toEqual([
      "name-taken",
      'there is a segment called "On a phone" already; choose another name',
    ]);
    const payers = named("Those of June", { key: "payers" });
    expect(await refusal(saved.change({ action: "save", segment: payers }, ada))).toEqual([
      "key-taken",
      '"Paid before" was first saved under this name and keeps its key; choose another name',
    ]);
    expect(await saved.list()).toEqual([]);
  });

  it("of a saved one's is refused too, also after that was renamed", async () => {
    await saved.change({ action: "save", segment: named("June") }, ada);
    expect(await refusal(saved.change({ action: "save", segment: named("june") }, ada))).toContain("name-taken");
    await saved.change({ action: "change", revision: 1, segment: named("First of summer") }, ada);
    expect(await refusal(saved.change({ action: "save", segment: named("June") }, ada))).toEqual([
      "key-taken",
      '"First of summer" was first saved under this name and keeps its key; choose another name',
    ]);
    await saved.change({ action: "save", segment: named("July", { key: "july" }) }, ada);
    const july = named("first of Summer", { key: "july" });
    expect(await refusal(saved.change({ action: "change", revision: 1, segment: july }, ada))).toContain("name-taken");
  });

  it("is changed and removed at the revision that was read, and where it is", async () => {
    await saved.change({ action: "save", segment: named("June") }, ada);
    await saved.change({ action: "change", revision: 1, segment: named("JUNE") }, ada);
    const change = { action: "change", revision: 1, segment: named("Late") } as const;
    expect(await refusal(saved.change(change, ada))).toEqual([
      "outdated",
      'somebody changed "JUNE" meanwhile; look at it again',
    ]);
    expect(await refusal(saved.change({ action: "remove", revision: 1, key: "june" }, ada))).toContain("outdated");
    expect(await refusal(saved.change({ action: "remove", revision: 2, key: "june" }, ada))).toBe("saved");
    expect(await refusal(saved.change({ ...change, revision: 2 }, ada))).toEqual([
      "unknown",
      "this segment was removed; save it under a name to have it again",
    ]);
    expect(await refusal(saved.change({ action: "remove", revision: 2, key: "june" }, ada))).toContain("unknown");
  });

  it("[EX55] that was removed and saved again overrules nobody who has read neither removal nor saving", async () => {
    await saved.change({ action: "save", segment: named("June") }, ada);
    await saved.change({ action: "remove", revision: 1, key: "june" }, "stf_bob");
    const again = await saved.change(
      { action: "save", segment: named("June", { all: [{ ...june, toMs: 8 }] }) },
      "stf_bob",
    );
    expect(again).toMatchObject({ outcome: "saved", saved: { revision: 2 } });
    const change = { action: "change", revision: 1, segment: named("Summer") } as const;
    expect(await refusal(saved.change(change, ada))).toContain("outdated");
    expect(await refusal(saved.change({ ...change, revision: 2 }, ada))).toBe("saved");
  });

  it("is refused to whoever was slower by a moment", async () => {
    const overtaking = (outcome: "outdated" | "name-taken") =>
      createSavedSegments({ register: { ...register, save: async () => outcome }, now: () => nowMs });
    const save = { action: "save", segment: named("June") } as const;
    expect(await refusal(overtaking("name-taken").change(save, ada))).toContain("name-taken");
    expect(await refusal(overtaking("outdated").change(save, ada))).toContain("name-taken");
    await saved.change(save, ada);
    const change = { action: "change", revision: 1, segment: named("July") } as const;
    expect(await refusal(overtaking("outdated").change(change, ada))).toContain("outdated");
  });
});

it("[EX54] who did what stands in the history, and what is refused does not", async () => {
  const bob = "stf_bob";
  await saved.change({ action: "save", segment: named("June") }, ada);
  nowMs = 2_000;
  // As a database may give it back: the fields in another order.
  const sameJune = { toMs: 9, of: null, fromMs: 5, kind: "cohort" as const };
  await saved.change({ action: "change", revision: 1, segment: named("Summer", { all: [sameJune] }) }, bob);
  const longer = named("Summer", { all: [{ ...june, toMs: 10 }] });
  await saved.change({ action: "change", revision: 2, segment: longer }, ada);
  await saved.change({ action: "change", revision: 1, segment: named("Refused") }, bob);
  expect(await saved.list()).toEqual([{ segment: longer, revision: 3, savedAtMs: 2_000, by: ada }]);
  nowMs = 3_000;
  await saved.change({ action: "remove", revision: 3, key: "june" }, bob);
  expect(await saved.list()).toEqual([]);
  const told = (await saved.history("june")).map(({ action, by, atMs, segment }) => [action, by, atMs, segment.name]);
  expect(told).toEqual([
    ["remove", bob, 3_000, "Summer"],
    ["change", ada, 2_000, "Summer"],
    ["rename", bob, 2_000, "Summer"],
    ["save", ada, 1_000, "June"],
  ]);
});

it("[EX53] they are listed by name", async () => {
  for (const name of ["b", "C", "a"])
    await saved.change({ action: "save", segment: named(name, { key: name.toLowerCase() }) }, ada);
  expect((await saved.list()).map(({ segment }) => segment.name)).toEqual(["a", "b", "C"]);
});
