import { Segment } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { type ConditionChoice, ownSegmentOf } from "./own-segment-of.ts";

const choice: ConditionChoice = {
  attribute: "device",
  is: true,
  values: ["phone"],
  text: "",
  event: "prompt.submitted",
  atLeast: 1,
  withinDays: Number.NaN,
};
const read = (...choices: Partial<ConditionChoice>[]) =>
  ownSegmentOf(
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
  expect(ownSegmentOf(" !", [choice])).toMatchObject({ outcome: "refused", reason: expect.stringContaining("Name") });
  expect(reason({}, { values: [] })).toMatch(/at least one value in condition 2/);
  expect(reason({ attribute: "build", text: " , " })).toMatch(/in condition 1/);
  expect(reason({ attribute: "event", atLeast: 0 })).toMatch(/1 or more/);
  expect(reason({ attribute: "event", atLeast: Number.NaN })).toMatch(/1 or more/);
  expect(reason({ attribute: "event", withinDays: 401 })).toMatch(/at most 400 days/);
  expect(reason({ is: false, values: ["desktop", "phone", "tablet", "server", "unknown"] })).toMatch(/Nobody is in it/);
  expect(reason({ attribute: "tenure", values: ["new", "returning"] })).toMatch(/Everybody is in it/);
  expect(ownSegmentOf("a".repeat(81), [choice])).toMatchObject({ outcome: "refused" });
});
