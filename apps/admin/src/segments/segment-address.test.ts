import { type Segment, segments } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { isSame, readSegment, writeSegment } from "./segment-address.ts";

const june: Segment = {
  key: "june",
  name: "June",
  all: [{ kind: "cohort", of: { name: "payment.settled", where: { funding: "purchased" } }, fromMs: 5, toMs: 9 }],
};
const overJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("[AD127] a segment in an address", () => {
  it("is a key where it is a given one, and the whole of it otherwise", () => {
    for (const given of segments) {
      expect(writeSegment(given)).toBe(given.key);
      expect(readSegment(given.key)).toEqual(given);
    }
    expect(readSegment(overJson(writeSegment(june)))).toEqual(june);
  });

  it("is not a given one only because it has its key", () => {
    const [given] = segments;
    if (!given) throw new Error("no segment is given");
    const other = { ...given, all: june.all };
    expect(readSegment(overJson(writeSegment(other)))).toEqual(other);
    const renamed = { ...given, name: "Newcomers" };
    expect(readSegment(overJson(writeSegment(renamed)))).toEqual(renamed);
  });

  it.each([
    ["june"],
    ["toString"],
    [7],
    [null],
    [["phones"]],
    [{ ...june, all: [] }],
    [{ ...june, key: "No key" }],
    [{ ...june, all: [{ kind: "cohort", of: null, fromMs: 9, toMs: 9 }] }],
    [{ ...june, all: [{ kind: "property", property: "shoe", in: ["left"] }] }],
  ])("is nobody's choice where it is none: %j", (raw) => {
    expect(readSegment(raw)).toBeNull();
  });

  it("is the same whatever the order of its fields", () => {
    const stored = {
      all: [
        { toMs: 9, fromMs: 5, of: june.all[0]?.kind === "cohort" ? june.all[0].of : null, kind: "cohort" as const },
      ],
    };
    expect(isSame(june, { ...stored, name: "June", key: "june" })).toBe(true);
    expect(isSame(june, { ...june, name: "july" })).toBe(false);
  });
});
