import { deviceClasses, type Segment, segments, type VisitorCondition } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { sayCondition, saySegment } from "./segment-words.ts";

const device = (...classes: string[]): VisitorCondition => ({ kind: "property", property: "device", in: classes });
const bought = (given: Partial<Extract<VisitorCondition, { kind: "behaviour" }>>): VisitorCondition => ({
  kind: "behaviour",
  of: { name: "credits.purchased" },
  did: true,
  atLeast: 1,
  withinMs: null,
  ...given,
});

it("[AD63] a segment is told in one sentence, with all of its conditions", () => {
  const all: Segment["all"] = [device("phone", "tablet"), { kind: "tenure", is: "returning" }, bought({ did: false })];
  expect(saySegment({ all })).toBe(
    "Visitors who, at their first exposure, are on a phone or a tablet, and are returning (first met a day or more before), and never bought credits before.",
  );
});

it("[AD63] a condition says what it is and what it is not", () => {
  expect(sayCondition(device("desktop"))).toBe("are on a desktop");
  expect(sayCondition(device(...deviceClasses.filter((it) => it !== "phone")))).toBe("are not on a phone");
  expect(sayCondition({ kind: "tenure", is: "new" })).toContain("are new");
  expect(sayCondition({ kind: "property", property: "app", in: ["image-studio", "chat"] })).toBe(
    "are in Studio or Chat",
  );
  expect(sayCondition({ kind: "property", property: "browser", in: ["Firefox"] })).toBe("use Firefox");
  expect(sayCondition({ kind: "property", property: "build", in: ["a1", "b2"] })).toBe("have build a1 or b2");
});

it("[AD63] what somebody did before says how often, since when, and whether they did or did not", () => {
  const weekMs = 7 * 86_400_000;
  expect(sayCondition(bought({}))).toBe("bought credits before");
  expect(sayCondition(bought({ withinMs: weekMs, atLeast: 3 }))).toBe(
    "bought credits at least 3 times in the 7 days before",
  );
  expect(sayCondition(bought({ did: false, withinMs: weekMs }))).toBe("never bought credits in the 7 days before");
  expect(sayCondition(bought({ did: false, atLeast: 3 }))).toBe("bought credits fewer than 3 times before");
});

it("[AD63] every segment of the vocabulary has words of its own", () => {
  expect(new Set(segments.map(saySegment)).size).toBe(segments.length);
});
