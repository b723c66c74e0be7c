import { deviceClasses, type Segment, segments, type VisitorCondition } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { atFirstEvent, saySegment } from "./segment-words.ts";

const device = (...classes: string[]): VisitorCondition => ({ kind: "property", property: "device", in: classes });
const bought = (given: Partial<Extract<VisitorCondition, { kind: "behaviour" }>>): VisitorCondition => ({
  kind: "behaviour",
  of: { name: "credits.purchased" },
  did: true,
  atLeast: 1,
  withinMs: null,
  ...given,
});

const say = (...all: Segment["all"]) => saySegment({ all });

it("[AD63] a segment is told in one sentence: what visitors are at a moment, and what they did before it", () => {
  expect(say(device("phone", "tablet"), bought({ did: false }), { kind: "tenure", is: "returning" })).toBe(
    "Visitors who, at their first exposure, are on a phone or a tablet, and are returning (first met a day or more before), and who never bought credits before it.",
  );
  expect(say(bought({}), bought({ did: false, withinMs: 86_400_000 }))).toBe(
    "Visitors who bought credits before their first exposure, and who never bought credits in the 1 day before it.",
  );
});

it("[AD63] a condition says what it is and what it is not", () => {
  expect(say(device("desktop"))).toBe("Visitors who, at their first exposure, are on a desktop.");
  expect(say(device(...deviceClasses.filter((it) => it !== "phone")))).toContain("are not on a phone.");
  expect(say({ kind: "tenure", is: "new" })).toContain("are new");
  expect(say({ kind: "property", property: "app", in: ["image-studio", "chat"] })).toContain("are in Studio or Chat.");
  expect(say({ kind: "property", property: "browser", in: ["Firefox"] })).toContain("use Firefox.");
  expect(say({ kind: "property", property: "build", in: ["a1", "b2"] })).toContain("have build a1 or b2.");
});

it("[AD63] what somebody did before says how often, since when, and whether they did or did not", () => {
  const withinMs = 7 * 86_400_000;
  expect(say(bought({ withinMs, atLeast: 3 }))).toBe(
    "Visitors who bought credits at least 3 times in the 7 days before their first exposure.",
  );
  expect(say(bought({ did: false, atLeast: 3 }))).toBe(
    "Visitors who bought credits fewer than 3 times before their first exposure.",
  );
});

it("[AD63] every segment of the vocabulary has words of its own", () => {
  expect(new Set(segments.map((segment) => saySegment(segment))).size).toBe(segments.length);
});

it("[AD125] a cohort is told by its days, or to the minute where it is not of whole days", () => {
  const june = { kind: "cohort" as const, of: null, fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 6, 1) };
  expect(say(june)).toBe("Visitors who were first seen from 1 Jun 2026 to 30 Jun 2026 (UTC).");
  expect(say(device("phone"), bought({}), { ...june, of: { name: "credits.purchased" } })).toBe(
    "Visitors who, at their first exposure, are on a phone, and who bought credits before it, and who first bought credits from 1 Jun 2026 to 30 Jun 2026 (UTC).",
  );
  expect(say({ ...june, toMs: june.toMs + 60_000 })).toContain(
    "from 1 Jun 2026, 00:00 UTC until before 1 Jul 2026, 00:01 UTC.",
  );
});

it("[AD125] a question judges it at another moment than an experiment, and says so", () => {
  expect(saySegment({ all: [device("phone")] }, atFirstEvent)).toBe(
    "Visitors who, at the first event of theirs that counts in the period, are on a phone.",
  );
});
