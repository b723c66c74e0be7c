import { seeds, usualMeasurement } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { sayChange } from "./change-words.ts";

const [seed] = seeds;
if (!seed) throw new Error("no seed");

it("[AD61] a change is told in words, thing by thing, and only what is not as it was", () => {
  const measurement = { ...usualMeasurement, primary: "asked", secondary: ["kept"] };
  expect(sayChange({ field: "measurement", before: usualMeasurement, after: measurement })).toEqual([
    { what: "Primary metric", before: "Kept an output", after: "Asked" },
    expect.objectContaining({ what: "Secondary metrics", after: "Kept an output" }),
  ]);
  expect(sayChange({ field: "coverage", before: 0.5, after: 1 })).toEqual([
    { what: "Share of visitors in it", before: "50 %", after: "100 %" },
  ]);
  expect(
    sayChange({
      field: "schedule",
      before: { startAtMs: null, endAtMs: null },
      after: { startAtMs: null, endAtMs: 86_400_000 },
    }),
  ).toEqual([{ what: "Ends by itself", before: "no", after: "2 Jan 1970, 00:00 UTC" }]);
  expect(sayChange({ field: "targeting", before: {}, after: { devices: ["phone"], payer: false } })).toEqual([
    { what: "Whom it aims at", before: "all visitors", after: "visitors, on a phone, who never bought credits" },
  ]);
  expect(sayChange({ field: "plan", before: null, after: { visitors: 5_000, days: 14, effect: 0.1 } })).toEqual([
    { what: "Plan", before: "none yet", after: "5,000 visitors in 14 days, to find an effect of 10 %" },
  ]);
});

it("[AD61] [AD63] an own segment that came is told with who is in it", () => {
  const own = { key: "regulars", name: "Regulars", all: [{ kind: "tenure" as const, is: "returning" as const }] };
  const after = { ...usualMeasurement, ownSegments: [own] };
  expect(sayChange({ field: "measurement", before: usualMeasurement, after })).toEqual([
    {
      what: "Own segments",
      before: "none",
      after: expect.stringMatching(/^Regulars \(Visitors who, .* are returning/),
    },
  ]);
});

it("[AD61] a variant that came is told, and the others are not repeated", () => {
  const more = [...seed.variants, { key: "third", name: "Third", value: "third", weight: 0 }];
  expect(sayChange({ field: "variants", before: seed.variants, after: more })).toEqual([
    { what: `Variant ${more.length}`, before: "not there", after: "“Third”, gives third to 0 %" },
  ]);
});

it("[AD61] nothing of it is JSON, whatever the field, and what cannot be read says so", () => {
  const fields = Object.keys(seed) as (keyof typeof seed)[];
  for (const field of fields) {
    const said = sayChange({ field, before: undefined, after: seed[field] });
    for (const { before, after } of said) expect(`${before} ${after}`).not.toMatch(/[{}[\]]|undefined|\[object/);
  }
  expect(sayChange({ field: "plan", before: { odd: 1 }, after: null })).toEqual([
    { what: "Plan", before: "as it was then", after: "none yet" },
  ]);
});
