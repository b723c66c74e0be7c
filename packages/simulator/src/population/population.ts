import { z } from "zod";
import { everyday } from "../world/everyday.ts";
import { ImpossibleWorldError, World, type WorldInput } from "../world/world.ts";

export type Population = {
  readonly seed: number;
  /** Who come by themselves. Those whom they bring with a link come on top. */
  readonly visitors: number;
  readonly days: number;
  /** Midnight (UTC) of the first day. */
  readonly startMs: number;
  /** What is planted; a section that is left out is everyday's. */
  readonly world?: Partial<WorldInput>;
};

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;

const Size = z.object({
  seed: z.int().min(0).max(0xffff_ffff),
  visitors: z.int().min(0).max(10_000_000),
  days: z.int().min(1).max(10_000),
  startMs: z.int().min(0).multipleOf(dayMs, { message: "is not midnight in UTC" }),
});

/** The whole world of a population, checked. */
export function worldOf(population: Population): World {
  const size = Size.safeParse(population);
  const world = World.safeParse({ ...everyday, ...population.world });
  if (size.success && world.success) {
    const problems = inconsistencies(world.data);
    if (problems.length === 0) return world.data;
    throw new ImpossibleWorldError({ problems });
  }
  const issues = [...(size.error?.issues ?? []), ...(world.error?.issues ?? [])];
  throw new ImpossibleWorldError({
    problems: issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`),
  });
}

/** Names that lead nowhere. */
function inconsistencies({ intents, models, habits, campaigns, experiments, supply, network }: World): string[] {
  const mediumOf = new Map(models.map(({ id, medium }) => [id, medium]));
  const problems: string[] = [];
  for (const [name, { app, models: chosen }] of Object.entries(intents)) {
    for (const id of Object.keys(chosen)) {
      const wanted = app === "image-studio" ? "image" : "text";
      if (mediumOf.get(id) !== wanted) problems.push(`intents.${name}.models: no ${wanted} model is called ${id}`);
    }
  }
  for (const { campaign, farmerHabit } of campaigns) {
    if (!Object.hasOwn(habits, farmerHabit)) problems.push(`campaigns: ${campaign} names no habit by ${farmerHabit}`);
  }
  for (const { definition, effects, failsToLoad } of experiments) {
    const variants = new Set(definition.variants.map(({ key }) => key));
    for (const variant of [...Object.keys(effects), ...Object.keys(failsToLoad)]) {
      if (!variants.has(variant)) problems.push(`experiments: ${definition.key} has no variant ${variant}`);
    }
  }
  for (const id of supply.outages.flatMap((outage) => outage.models)) {
    if (!mediumOf.has(id)) problems.push(`supply.outages: no model is called ${id}`);
  }
  for (const id of (network?.nodes ?? []).flatMap((node) => node.models)) {
    if (!mediumOf.has(id)) problems.push(`network.nodes: no model is called ${id}`);
  }
  for (const { node, model, day, untilDay } of network?.withdrawals ?? []) {
    const models = network?.nodes[node]?.models;
    if (!models) problems.push(`network.withdrawals: there is no node ${node}`);
    else if (model !== undefined && !models.includes(model)) {
      problems.push(`network.withdrawals: node ${node} does not host ${model}`);
    }
    if (untilDay !== undefined && untilDay <= day) {
      problems.push(`network.withdrawals: node ${node} is back on day ${untilDay}, before it withdrew`);
    }
  }
  return problems;
}
