import type { Segment } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { sayBy, sayDone } from "./history-words.ts";

const june: Segment = {
  key: "june",
  name: "June",
  all: [{ kind: "cohort", of: null, fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 6, 1) }],
};
const inJune = "Visitors who were first seen from 1 Jun 2026 to 30 Jun 2026 (UTC).";
const recent: Segment = { ...june, name: "New ones", all: [{ kind: "tenure", is: "new" }] };
const areNew =
  "Visitors who, at the first event of theirs that counts in the period, are new (first met less than a day before).";

describe("[AD189] what was done to a saved segment says what changed", () => {
  it.each([
    ["saved", { action: "save", segment: june }, null, `Saved as “June”. ${inJune}`],
    ["renamed", { action: "rename", segment: { ...june, name: "Summer" } }, june, "Renamed. “June” became “Summer”."],
    ["renamed from what is not known", { action: "rename", segment: june }, null, "Renamed to “June”."],
    [
      "changed, and renamed with it",
      { action: "change", segment: recent },
      june,
      `Changed. “June” became “New ones”. Before: ${inJune} Now: ${areNew}`,
    ],
    ["changed from what is not known", { action: "change", segment: recent }, null, `Changed. Now: ${areNew}`],
    ["removed", { action: "remove", segment: june }, june, `Removed as “June”. ${inJune}`],
  ] as const)("%s", (_, entry, before, said) => {
    expect(sayDone(entry, before && { segment: before })).toBe(said);
  });

  it("and by whom, also when they are gone", () => {
    expect([sayBy({ byName: "Ada" }), sayBy({ byName: null })]).toEqual(["Ada", "somebody who is no longer here"]);
  });
});
