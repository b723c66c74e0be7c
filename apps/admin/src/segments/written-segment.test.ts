import { Segment, segments } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { choicesOf } from "./choices-of.ts";
import { blankCondition, type ConditionChoice, writtenSegment } from "./written-segment.ts";

const choice: ConditionChoice = { ...blankCondition, values: ["phone"] };
const read = (...choices: Partial<ConditionChoice>[]) =>
  writtenSegment(
    "Asked often",
    choices.map((it) => ({ ...choice, ...it })),
  );
const conditions = (...choices: Partial<ConditionChoice>[]) => {
  const found = read(...choices);
  if (found.outcome === "refused") throw new Error(found.reason);
  expect(Segment.safeParse(found.segment).success).toBe(true);
  return found.segment.all;
};

it("[AD62] a segment is a name and conditions, of which all must hold", () => {
  expect(read({}, { attribute: "tenure", values: ["new"] })).toEqual({
    outcome: "ready",
    segment: {
      key: "asked-often",
      name: "Asked often",
      all: [
        { kind: "property", property: "device", in: ["phone"] },
        { kind: "tenure", is: "new" },
      ],
    },
  });
});

it("[AD62] what is not of a list is the rest of it", () => {
  expect(conditions({ is: false, values: ["phone", "tablet"] })).toEqual([
    { kind: "property", property: "device", in: ["desktop", "server", "unknown"] },
  ]);
  expect(conditions({ attribute: "app", is: false, values: ["chat"] })).toEqual([
    { kind: "property", property: "app", in: ["home", "image-studio", "admin"] },
  ]);
  expect(conditions({ attribute: "tenure", is: false, values: ["new"] })).toEqual([
    { kind: "tenure", is: "returning" },
  ]);
});

it("[AD62] an open list is written with commas, and names each once", () => {
  expect(conditions({ attribute: "browser", text: " Firefox, Safari ,, Firefox" })).toEqual([
    { kind: "property", property: "browser", in: ["Firefox", "Safari"] },
  ]);
  expect(conditions({ attribute: "build", text: "warm-1" })).toEqual([
    { kind: "property", property: "build", in: ["warm-1"] },
  ]);
});

it("[AD62] what they did before has a number of times and a time, or ever", () => {
  const behaviour = { kind: "behaviour", of: { name: "credits.spent" } };
  expect(conditions({ attribute: "event", event: "credits.spent", atLeast: 3, withinDays: 7 })).toEqual([
    { ...behaviour, did: true, atLeast: 3, withinMs: 604_800_000 },
  ]);
  expect(conditions({ attribute: "event", event: "credits.spent", is: false })).toEqual([
    { ...behaviour, did: false, atLeast: 1, withinMs: null },
  ]);
});

it("[AD62] what is missing, or means nobody or everybody, is said with its condition", () => {
  const reason = (...choices: Partial<ConditionChoice>[]) => {
    const found = read(...choices);
    return found.outcome === "refused" ? found.reason : null;
  };
  expect(writtenSegment(" !", [choice])).toMatchObject({ outcome: "refused", reason: expect.stringContaining("Name") });
  expect(reason({}, { values: [] })).toMatch(/at least one value in condition 2/);
  expect(reason({ attribute: "build", text: " , " })).toMatch(/in condition 1/);
  expect(reason({ attribute: "event", atLeast: 0 })).toMatch(/1 or more/);
  expect(reason({ attribute: "event", atLeast: Number.NaN })).toMatch(/1 or more/);
  expect(reason({ attribute: "event", withinDays: 401 })).toMatch(/at most 400 days/);
  expect(reason({ is: false, values: ["desktop", "phone", "tablet", "server", "unknown"] })).toMatch(/Nobody is in it/);
  expect(reason({ attribute: "tenure", values: ["new", "returning"] })).toMatch(/Everybody is in it/);
  expect(writtenSegment("a".repeat(81), [choice])).toMatchObject({ outcome: "refused" });
});

it("[AD125] a cohort is first seen, or first did something, between two moments", () => {
  const june = { fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 6, 1) };
  expect(conditions({ attribute: "seen", ...june })).toEqual([{ kind: "cohort", of: null, ...june }]);
  const first = { attribute: "first", event: "credits.purchased", ...june } as const;
  expect(conditions(first)).toEqual([{ kind: "cohort", of: { name: "credits.purchased" }, ...june }]);
  for (const wrong of [{ fromMs: Number.NaN }, { toMs: Number.NaN }, { toMs: june.fromMs }]) {
    expect(read({}, { ...first, ...wrong })).toEqual({
      outcome: "refused",
      reason: "Say between which two moments, the later one last, in condition 2.",
    });
  }
});

it("[AD126] a segment is written again as it was, whatever is in it", () => {
  const all: Segment["all"] = [
    { kind: "property", property: "app", in: ["chat", "admin"] },
    { kind: "property", property: "browser", in: ["Firefox", "Safari"] },
    { kind: "tenure", is: "returning" },
    { kind: "behaviour", of: { name: "credits.spent" }, did: false, atLeast: 3, withinMs: 90_000 },
    {
      kind: "behaviour",
      of: { name: "payment.settled", where: { funding: "purchased" } },
      ...{ did: true, atLeast: 1, withinMs: null },
    },
    { kind: "cohort", of: null, fromMs: 123, toMs: 86_400_001 },
    { kind: "cohort", of: { name: "payment.settled", where: { funding: "purchased" } }, fromMs: 0, toMs: 1 },
  ];
  const found = writtenSegment("Everything", choicesOf({ all }));
  expect(found).toEqual({ outcome: "ready", segment: { key: "everything", name: "Everything", all } });
  for (const segment of segments) {
    expect(writtenSegment(segment.name, choicesOf(segment))).toMatchObject({ segment: { all: segment.all } });
  }
});
