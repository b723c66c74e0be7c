import { ExperimentDraft, seeds } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { draftOf, errorsOf } from "./draft.ts";

const [seed] = seeds;
if (!seed) throw new Error("no seed");
const draft = draftOf(seed);
const wrong = (given: object) => errorsOf({ ...draft, ...given } as ExperimentDraft, { isFresh: true });

it("[AD42] what is wrong is said in plain words and in the units of its field", () => {
  expect(wrong({ coverage: Number.NaN })).toEqual({ coverage: "Fill in a number." });
  expect(wrong({ coverage: 1.5 })).toEqual({ coverage: "Fill in 100 % or less." });
  expect(wrong({ key: "Not a key" }).key).toContain("small letters and digits");
  expect(wrong({ plan: { visitors: 10, days: 28, effect: 0 } })).toEqual({
    "plan.visitors": "Fill in 200 or more.",
    "plan.effect": "Fill in more than 0 %.",
  });
  expect(wrong({ rollout: [{ afterMs: Number.NaN, coverage: 0 }] })).toMatchObject({
    "rollout.0.afterMs": "Fill in a number.",
    "rollout.0.coverage": "Fill in more than 0 %.",
  });
});

it("[AD65] an empty field says what to write in it, and spaces are not a text", () => {
  expect(wrong({ name: "" }).name).toMatch(/^Fill this in\. Everybody here finds/);
  expect(wrong({ name: "  ", hypothesis: " " })).toEqual({
    name: expect.stringMatching(/^Fill this in\./),
    hypothesis: expect.stringContaining("what should happen"),
  });
  expect(wrong({ key: "" })).toEqual({ key: "Write a key for links and events, such as warmer-words." });
  expect(wrong({ feature: "" })).toEqual({
    feature: "Write the name by which the app asks for it, such as studio.warm-words.",
  });
  const [control, other] = draft.variants;
  if (!control || !other) throw new Error("no variants");
  expect(Object.keys(wrong({ variants: [control, { ...other, key: "", name: "" }] }))).toEqual([
    "variants.1.key",
    "variants.1.name",
  ]);
});

it("[AD42] no complaint of a form speaks the language of programs", () => {
  const hollow = Object.fromEntries(Object.keys(draft).map((field) => [field, null])) as unknown as ExperimentDraft;
  const said = Object.values(
    errorsOf({ ...hollow, targeting: {}, key: "", feature: "A B", app: "image-studio" }, { isFresh: true }),
  );
  expect(said.length).toBeGreaterThan(8);
  for (const words of said) expect(words).not.toMatch(/invalid|expected|received|NaN|null|regex|\{/i);
  expect(ExperimentDraft.safeParse(hollow).success).toBe(false);
});

it("[AD42] whom it aims at has the experiment's own app among them", () => {
  expect(wrong({ targeting: { apps: ["chat"] } })["targeting.apps"]).toContain("it is the app of this experiment");
  expect(wrong({ targeting: { apps: ["chat", draft.app] } })).toEqual({});
});

it("[AD42] a step that widens nothing is told at its field, before it is sent", () => {
  const rollout = [{ afterMs: 0, coverage: draft.coverage }];
  expect(wrong({ rollout })["rollout.0.coverage"]).toMatch(/^Step 1 would not widen it/);
  expect(errorsOf({ ...draft, rollout }, { isFresh: false })).toEqual({});
});
