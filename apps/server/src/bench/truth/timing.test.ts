import { describe, expect, it } from "vitest";
import { openPopulation } from "./population.ts";
import { askTiming } from "./timing-asked.ts";
import { farmedKnobsOf, type Knobs, knobsOf, type TimingClass, timingWeeks } from "./timing-knobs.ts";
import { plantedTiming } from "./timing-planted.ts";

const returnWeeks = 4;
/** Making a population takes seconds, and a minute on a machine with other work. */
const longMs = 300_000;
/** Fewer than the bench makes, and enough for a verdict. */
const smaller = (knobs: Knobs, visitors: number): Knobs => ({ ...knobs, visitors });

describe("[SV137] the timing says what was planted", { timeout: longMs }, () => {
  it.each<readonly [TimingClass, number, number]>([
    ["here", 1, 4_000],
    ["here", 2, 4_000],
    ["here", 3, 4_000],
    ["early", 1, 4_000],
    ["early", 2, 3_000],
    ["early", 4, 3_000],
    ["absent", 1, 4_000],
    ["absent", 2, 3_000],
    ["absent", 4, 3_000],
    ["supply-limited", 1, 5_000],
    ["supply-limited", 3, 5_000],
    ["supply-limited", 4, 5_000],
  ])("%s, seed %i", async (label, seed, visitors) => {
    const knobs = smaller(knobsOf(label, seed), visitors);
    expect(plantedTiming(knobs).is).toBe(label);
    const found = await askTiming(knobs, seed, openPopulation);
    expect(found, knobs.variant).toMatchObject({ is: label, saysFarmed: false });
  });
});

it.each([1, 2, 3])(
  "[SV138] demand that was farmed is never called here, seed %i",
  { timeout: longMs },
  async (seed) => {
    const knobs = farmedKnobsOf(seed);
    const { is, saysFarmed } = await askTiming(knobs, seed, openPopulation);
    expect(is).not.toBe("here");
    expect(is).not.toBe("insufficient");
    // Who left with the grants is known once they had four weeks to come again.
    const isKnown = (knobs.campaign?.weeks ?? 0) <= timingWeeks - returnWeeks;
    expect(saysFarmed).toBe(isKnown);
  },
);
