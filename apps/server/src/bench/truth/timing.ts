import type { Part, Planted } from "./part.ts";
import { askTiming, type FoundTiming } from "./timing-asked.ts";
import { farmedKnobsOf, knobsOf, type TimingClass, timingClasses } from "./timing-knobs.ts";
import { type PlantedTiming, plantedTiming } from "./timing-planted.ts";

type PlantedVerdict = Planted & { readonly planted: PlantedTiming & { readonly variant: string } };

const seeds = 20;
/** Of all eighty, and of each class of twenty. */
const bounds = { right: 0.9, ofEach: 0.8 };

/** The verdict is the planted one in nine of ten populations, and in four of five of each class. */
export const timing: Part<PlantedVerdict, FoundTiming> = {
  name: "timing",
  populations: timingClasses.flatMap((label) =>
    seedsTo(seeds).map((seed) => {
      const knobs = knobsOf(label, seed);
      return { label, planted: { variant: knobs.variant, ...plantedTiming(knobs) }, seed };
    }),
  ),
  run: ({ label, seed }, open) => askTiming(knobsOf(label as TimingClass, seed), seed, open),
  sum(runs) {
    const rightIn = (label: string) =>
      runs.filter((run) => run.label === label && run.found.is === run.planted.is).length;
    const of = (label: string) => runs.filter((run) => run.label === label).length;
    return {
      populations: runs.length,
      timingRight: timingClasses.reduce((sum, label) => sum + rightIn(label), 0),
      ...Object.fromEntries(timingClasses.map((label) => [`${label} right`, rightIn(label)])),
      classesRight: timingClasses.filter((label) => rightIn(label) >= bounds.ofEach * of(label)).length,
    };
  },
  sound: ({ populations = 0, timingRight = 0, classesRight = 0 }) =>
    timingRight >= bounds.right * populations && classesRight === timingClasses.length,
};

/** Where most use was given away and ended with the grants, the demand is never said to be here. */
export const farmed: Part<PlantedVerdict, FoundTiming> = {
  name: "farmed",
  populations: seedsTo(100).map((seed) => {
    const knobs = farmedKnobsOf(seed);
    return { label: "farmed", planted: { variant: knobs.variant, ...plantedTiming(knobs) }, seed };
  }),
  run: ({ seed }, open) => askTiming(farmedKnobsOf(seed), seed, open),
  sum: (runs) => ({
    populations: runs.length,
    farmedCalledHere: runs.filter(({ found }) => found.is === "here").length,
    calledFarmed: runs.filter(({ found }) => found.saysFarmed).length,
  }),
  sound: ({ farmedCalledHere }) => farmedCalledHere === 0,
};

function seedsTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, place) => place + 1);
}
