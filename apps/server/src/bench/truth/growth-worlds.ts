import { plain, type WorldInput } from "@flywheel/simulator";
import { hazardsOf, type PlantedHabit, plantedGrowth, type Stay } from "./planted-growth.ts";

/** Habits by name, and when they come again: by the calendar week, always with one visit in it. */
type Shape = { readonly name: string; habits(stays: number): readonly Omit<PlantedHabit, "brings">[] };

const habit = (weight: number, within: number, gaps: Stay["gaps"], later = 0): Omit<PlantedHabit, "brings"> => ({
  weight,
  // Newcomers stay less often than those who have stayed before.
  stays: { newcomer: { within: 0.6 * within, gaps, later }, established: { within, gaps, later } },
});

export const shapes: readonly Shape[] = [
  { name: "weekly", habits: (stays) => [habit(1, stays, [0.8, 0.12, 0.05, 0.03])] },
  { name: "irregular", habits: (stays) => [habit(1, stays, [0.1, 0.2, 0.3, 0.4])] },
  { name: "every third week", habits: (stays) => [habit(1, stays, [0, 0, 1, 0])] },
  { name: "many after the fourth week", habits: (stays) => [habit(1, stays, [0.4, 0.3, 0.2, 0.1], 0.15)] },
  {
    name: "mixed",
    habits: (stays) => [
      habit(0.5, Math.min(0.95, 1.2 * stays), [0.9, 0.06, 0.03, 0.01]),
      habit(0.5, 0.6 * stays, [0.1, 0.2, 0.3, 0.4], 0.05),
    ],
  },
];

/** Three quarters of G come of staying, as long as that is possible; guests make the rest. */
const staysFor = (growth: number): number => Math.min(0.78, 0.75 * growth);

/** The habits of a shape, with as many guests as make the number; newcomers bring half as many again. */
export function habitsFor(shape: Shape, growth: number): readonly PlantedHabit[] {
  const bare = shape.habits(staysFor(growth));
  const bringing = (established: number): readonly PlantedHabit[] =>
    bare.map((it, place) => {
      const own = established * (1 + place); // those who come seldom bring more with each week
      return { ...it, brings: { newcomer: 1.5 * own, established: own } };
    });
  let [few, many] = [0, 2];
  for (let step = 0; step < 60; step += 1) {
    const middle = (few + many) / 2;
    if (plantedGrowth(bringing(middle)) < growth) few = middle;
    else many = middle;
  }
  return bringing(few);
}

/** A plain world of these habits: every visit is served, and one of a week brings its guests. */
export function worldOf(habits: readonly PlantedHabit[]): WorldInput {
  const named = habits.map(({ weight, stays, brings }, place) => {
    const returns = ({ later, ...stay }: Stay) => ({
      unit: "week" as const,
      hazard: [...hazardsOf({ ...stay, later })],
      later,
      again: 0,
    });
    const own = { weight, returns: returns(stays.established), returnsAtFirst: returns(stays.newcomer), brings };
    return [`habit-${place}`, { ...plain.habits.steady, ...own }] as const;
  });
  return { ...plain, habits: Object.fromEntries(named) };
}
