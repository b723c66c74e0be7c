import { payloadOf } from "@flywheel/experiments";
import type { FieldsOf } from "@flywheel/vocabulary";
import { Deal } from "../deal.ts";
import { nodeIdAt } from "../identity.ts";
import type { Habit } from "../world/habit.ts";
import type { Intent } from "../world/intent.ts";
import type { World } from "../world/world.ts";
import { createHosting } from "./hosting.ts";
import { dayMs, hourMs, type Population, worldOf } from "./population.ts";

export type NamedHabit = Habit & { readonly name: string; readonly survey: Deal<Answer> };
export type NamedIntent = Intent & { readonly name: string; readonly choice: Deal<Model> };
export type Door = Exclude<FieldsOf<"session.started">["entry"], "share" | "campaign">;
type Answer = FieldsOf<"survey.answered">["answer"];
export type Rating = FieldsOf<"trust.rated">["rating"];

/** A model with everything of both media, so that each place of the generator sees one form of it. */
export type Model = {
  readonly id: string;
  readonly medium: "text" | "image";
  readonly quality: number;
  readonly inputMicroUsdPerMillion: number;
  readonly outputMicroUsdPerMillion: number;
  readonly imageMicroUsd: number;
  readonly firstOutputMs: number;
  readonly msPerToken: number;
  readonly pictureMs: number;
};

/** A population and its world, with every choice made ready to be drawn. */
export type Setting = ReturnType<typeof settingOf>;

export function settingOf(population: Population) {
  const world = worldOf(population);
  const { startMs, days, seed, visitors } = population;
  const modelsById = new Map(world.models.map((model) => [model.id, modelOf(model)]));
  const habits = Object.entries(world.habits).map(([name, habit]): NamedHabit => {
    const { very, somewhat, not, notApplicable } = habit.disappointed;
    const survey = new Deal<Answer>(`habits.${name}.disappointed`, [
      ["very", very],
      ["somewhat", somewhat],
      ["not", not],
      ["not-applicable", notApplicable],
    ]);
    return { ...habit, name, survey };
  });
  const intents = Object.entries(world.intents).map(([name, intent]): NamedIntent => {
    const weighted = Object.entries(intent.models).flatMap(([id, weight]) => {
      const model = modelsById.get(id);
      return model ? [[model, weight] as const] : [];
    });
    return { ...intent, name, choice: new Deal(`intents.${name}.models`, weighted) };
  });
  const weekdayMean = world.rhythm.weekdays.reduce((sum, weight) => sum + weight, 0) / 7;
  const firstDayNumber = Math.floor(startMs / dayMs);
  /** How much more than on a mean day happens on a day of the population. */
  const dayFactor = (day: number): number =>
    (world.rhythm.weekdays[weekdayOf(firstDayNumber + day)] ?? 0) / (weekdayMean || 1);
  const arrivalWeight = (day: number): number =>
    world.arrivals.days[Math.min(day, world.arrivals.days.length - 1)] ?? 0;

  return {
    ...{ world, seed, visitors, days, startMs, endMs: startMs + days * dayMs, firstDayNumber },
    ...{ dayFactor, habits, intents },
    payload: payloadOf(world.experiments.map(({ definition }) => definition)),
    nodes: Array.from({ length: world.supply.nodes }, (_, index) => nodeIdAt(index)),
    hosting: world.network === null ? null : createHosting(world.network, startMs),
    outages: world.supply.outages.map(({ day, fromHour, hours, noCapacity, models }) => {
      const fromMs = startMs + day * dayMs + fromHour * hourMs;
      return { fromMs, untilMs: fromMs + hours * hourMs, noCapacity, models: new Set(models) };
    }),
    deals: {
      habit: new Deal(
        "habits",
        habits.map((habit) => [habit, habit.weight] as const),
      ),
      intent: new Deal(
        "intents",
        intents.map((intent) => [intent, intent.weight] as const),
      ),
      arrivalDay: new Deal(
        "arrivals.days",
        Array.from({ length: days }, (_, day) => [day, arrivalWeight(day) * dayFactor(day)] as const),
      ),
      hour: new Deal(
        "rhythm.hours",
        world.rhythm.hours.map((weight, hour) => [hour, weight] as const),
      ),
      door: doorsOf("arrivals.doors", world.arrivals.doors),
      laterDoor: doorsOf("arrivals.laterDoors", world.arrivals.laterDoors),
      pack: new Deal(
        "funding.packs",
        Object.entries(world.funding.packs).map(([pack, { weight, credits }]) => [{ pack, credits }, weight] as const),
      ),
      rating: new Deal<Rating>("proof.ratings", [
        ["trusted", world.proof.ratings.trusted],
        ["unsure", world.proof.ratings.unsure],
        ["distrusted", world.proof.ratings.distrusted],
      ]),
    },
  };
}

/** 0 is Monday; the first of January 1970 was a Thursday. */
export const weekdayOf = (dayNumber: number): number => (dayNumber + 3) % 7;
export const weekOf = (dayNumber: number): number => Math.floor((dayNumber + 3) / 7);

const doorsOf = (what: string, { direct, search, site }: Record<Door, number>) =>
  new Deal<Door>(what, [
    ["direct", direct],
    ["search", search],
    ["site", site],
  ]);

function modelOf(model: World["models"][number]): Model {
  const { id, medium, quality } = model;
  const none = {
    inputMicroUsdPerMillion: 0,
    outputMicroUsdPerMillion: 0,
    imageMicroUsd: 0,
    msPerToken: 0,
    pictureMs: 0,
  };
  if (model.medium === "image") {
    const { imageMicroUsd, pictureMs } = model;
    return { ...none, id, medium, quality, imageMicroUsd, pictureMs, firstOutputMs: 0 };
  }
  const { inputMicroUsdPerMillion, outputMicroUsdPerMillion, firstTokenMs, tokensPerSecond } = model;
  return {
    ...none,
    ...{ id, medium, quality, inputMicroUsdPerMillion, outputMicroUsdPerMillion },
    firstOutputMs: firstTokenMs,
    msPerToken: 1_000 / tokensPerSecond,
  };
}
