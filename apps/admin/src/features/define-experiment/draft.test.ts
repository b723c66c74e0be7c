import { type ExperimentDefinition, ExperimentDraft, RefusedError, seeds } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { suggestKey } from "../../form-parts/suggest-key.ts";
import { blankDraft, draftOf, equalWeights, errorAt, errorsOf as errorsIn, serverErrors } from "./draft.ts";

const [seed] = seeds;
if (!seed) throw new Error("no seed");
const errorsOf = (draft: ExperimentDraft) => errorsIn(draft, { isFresh: true });

it("[AD42] what is written as it should be has no errors, and a blank form has some", () => {
  expect(errorsOf(draftOf(seed))).toEqual({});
  expect(Object.keys(errorsOf(blankDraft))).toEqual(expect.arrayContaining(["key", "name", "hypothesis", "feature"]));
});

it("[AD42] an error stands at its field", () => {
  const [first, second] = seed.variants;
  if (!first || !second) throw new Error("no variants");
  const errors = errorsOf({ ...draftOf(seed), variants: [first, { ...second, name: "", weight: 0.4 }] });
  expect(errorAt(errors, "variants.1.name")).toBeTruthy();
  expect(errorAt(errors, "variants.0")).toBeUndefined();
  const off = errorsOf({ ...draftOf(seed), variants: [first, { ...second, weight: 0.4 }] });
  expect(errorAt(off, "variants")).toBe("The weights of the variants must add up to 1.");
});

it("[AD43] a key is suggested from the name, in letters that a key may have", () => {
  expect(suggestKey("Studio: where the prompt stands")).toBe("studio-where-the-prompt-stands");
  expect(suggestKey(" Café! ")).toBe("cafe");
  expect(suggestKey(`${"a".repeat(47)} b c`)).toBe("a".repeat(47));
  expect(suggestKey("!?")).toBe("");
});

it("[AD44] equal weights add up to 1, however many there are", () => {
  for (const count of [2, 3, 4, 5, 6, 7, 8]) {
    const variants = equalWeights(count).map((weight, at) => ({ key: `v${at}`, name: "V", value: at, weight }));
    expect(errorsOf({ ...draftOf(seed), variants })).toEqual({});
  }
});

it("[AD42] what the server says of one field stands at that field, in its words", () => {
  const told = (refusal: RefusedError["refusal"]) =>
    serverErrors(Object.assign(new RefusedError(refusal), { data: { code: "CONFLICT", refusal } }));
  expect(Object.keys(told({ code: "in-the-past", field: "startAtMs" }))).toEqual(["schedule.startAtMs"]);
  expect(Object.keys(told({ code: "in-the-past", field: "endAtMs" }))).toEqual(["schedule.endAtMs"]);
  expect(Object.keys(told({ code: "step-too-low", step: 2, coverage: 0.5 }))).toEqual(["rollout.1.coverage"]);
  expect(told({ code: "exists", key: "a" })).toEqual({
    key: 'There is an experiment "a" already; choose another key.',
  });
  expect(told({ code: "no-plan" })).toEqual({});
});

it("[AD74] an edit begins with everything that was written, field by field", () => {
  const written: ExperimentDefinition = {
    ...seed,
    layer: "trust",
    coverage: 0.3,
    targeting: { devices: ["phone"], payer: false },
    namespace: { key: "main", from: 0.2, to: 0.6 },
    heldOut: false,
    sticky: false,
    schedule: { startAtMs: 1, endAtMs: 2 },
    rollout: [{ afterMs: 0, coverage: 0.5 }],
  };
  const draft = draftOf(written);
  const fields = Object.keys(ExperimentDraft.shape) as (keyof ExperimentDraft)[];
  expect(Object.keys(draft).toSorted()).toEqual(fields.toSorted());
  for (const field of fields) expect(draft[field], field).toEqual(written[field]);
});
