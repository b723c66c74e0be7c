import type { Random } from "@flywheel/statistics";
import type { Layer } from "@flywheel/vocabulary";
import { giveWay } from "../asking/turns.ts";
import type { ModelCapacity } from "./capacity.ts";
import type { ClosedWeeks } from "./closed-weeks.ts";
import { type Growth, growthOf } from "./growth.ts";
import { type IdentityWeek, identityOf } from "./identity.ts";
import { judgedInTurns } from "./judged-in-turns.ts";
import { changeOf, type RatioChange } from "./layer-change.ts";
import type { PeriodCounts } from "./layer-counts.ts";
import { type LayerFigure, type LayerInputs, layerFigures } from "./layer-figures.ts";
import type { LayersQuestion } from "./layers-question.ts";
import type { Link } from "./links.ts";
import { type LostDemand, type LostLayer, lostDemandOf } from "./lost-demand.ts";
import type { ShareOfIncentives } from "./opportunity.ts";
import { type Period, usageOf } from "./period-counts.ts";
import type { SupplyFacts } from "./supply-facts.ts";
import type { Trajectory } from "./visitor-weeks.ts";

export type ChangedFigure = LayerFigure & {
  /** Of the ratio, from the period before; null without one or where nothing was to be told. */
  readonly change: RatioChange | null;
};

/** Null is what cannot be told of a group. */
export type LostOfGroup = { readonly [Layer in LostLayer]: LostDemand[Layer] | null };

export type Figures = {
  /** Who did something in the period. */
  readonly visitors: number;
  readonly layers: readonly ChangedFigure[];
};

export type GroupFigures = Figures & {
  /** An app, model, funding, variant, or the number of a cohort's first week. */
  readonly group: string;
  /** Of everybody, and of organic purchasers. */
  readonly growth: Growth;
  readonly organicPurchasers: Growth;
  /** Of the weeks of its members, with everything that they did in them. */
  readonly lost: LostOfGroup;
  /** Of its members: whoever brought them, of this group or not. */
  readonly identity: readonly IdentityWeek[];
};

/** What was read of a period: of all together, and `told` apart by group. */
export type PeriodInputs = {
  readonly period: Period;
  readonly whole: PeriodCounts;
  readonly told: PeriodCounts;
  readonly capacity: readonly ModelCapacity[];
  /** Null while the network has told nothing of itself. */
  readonly facts: SupplyFacts | null;
};

/** `trajectories` are of everybody, told apart by group. */
export type Members = {
  readonly trajectories: readonly Trajectory[];
  readonly links: readonly Link[];
  readonly shareOfIncentives: ShareOfIncentives;
};

export type FigureInputs = {
  readonly by: LayersQuestion["breakdown"]["by"];
  readonly now: PeriodInputs;
  readonly before: PeriodInputs | null;
  readonly weeks: ClosedWeeks;
  readonly draws: number;
  readonly signal?: AbortSignal | undefined;
};

/** Nine layers of one group, or of the whole: null. `own` are its trajectories. */
export async function figuresOf(
  group: string | null,
  own: readonly Trajectory[],
  { by, now, before, weeks, draws, signal }: FigureInputs,
  random: Random,
): Promise<Figures> {
  await giveWay(signal);
  const figures = (of: PeriodInputs) =>
    layerFigures({ ...inputsOf(group, by, of), usage: usageIn(own, of, weeks), draws }, random, signal);
  const old = before && (await figures(before));
  return {
    visitors: countsOf(group, now).reduce((sum, { visitors }) => sum + visitors, 0),
    layers: (await figures(now)).map((figure, place) => ({
      ...figure,
      change: changeOf(figure.health, old?.[place]?.health ?? null),
    })),
  };
}

/** The same of one group, with its growth, lost demand and identity. */
export async function groupFigures(
  group: string,
  { trajectories, links, shareOfIncentives }: Members,
  inputs: FigureInputs,
  random: Random,
): Promise<GroupFigures> {
  const { by, weeks, draws, signal } = inputs;
  const own = trajectories.filter((it) => it.group === group);
  const figures = await figuresOf(group, own, inputs, random);
  const judged = await judgedInTurns(own, weeks, signal);
  const growing = (population: Growth["population"]) =>
    growthOf(trajectories, links, { population, seen: weeks, draws, group, signal }, random);
  return {
    group,
    ...figures,
    growth: await growing("everybody"),
    organicPurchasers: await growing("organic-purchasers"),
    lost: toldOf(await lostDemandOf(judged, shareOfIncentives, signal), untoldBy[by] ?? []),
    identity: await identityOf(trajectories, links, { ...weeks, group }, signal),
  };
}

const countsOf = (group: string | null, { whole, told }: PeriodInputs) =>
  group === null ? whole.counts : told.counts.filter((it) => it.group === group);

/**
 * What a group of requests is made by cannot be told of it. A request has a model once it is asked, so nobody comes to it
 * without asking, and it has one model of all that are hosted. It has a funding once it is served and settled: purchased
 * if any part was, so all of that group is paid and none of the others. And who requires proof does so beside any request.
 */
const untoldBy: Partial<Record<FigureInputs["by"], readonly Layer[]>> = {
  model: ["applications", "models", "trust"],
  funding: ["applications", "models", "compute", "payments", "trust"],
};

/** What incentives lost is a part of what was lost at the gate that they share with compute. */
const toldOf = (lost: LostDemand, untold: readonly Layer[]): LostOfGroup => ({
  ...lost,
  ...Object.fromEntries(untold.filter((layer) => layer in lost).map((layer) => [layer, null])),
  ...(untold.includes("compute") ? { incentives: null } : {}),
});

function inputsOf(
  group: string | null,
  by: FigureInputs["by"],
  period: PeriodInputs,
): Omit<LayerInputs, "usage" | "draws"> {
  const { facts, whole, told } = period;
  const hostedModels = facts?.hostedModels ?? null;
  const capacity = facts && period.capacity;
  const counts = countsOf(group, period);
  const offeredMs = facts?.offeredMs ?? null;
  if (group === null) {
    return { counts, paid: whole.paid, hostedModels, capacity, offeredMs, payouts: facts, untold: [] };
  }
  const own = by === "model" ? (capacity?.filter(({ model }) => model === group) ?? null) : null;
  return {
    counts,
    paid: told.paid.filter((it) => it.group === group),
    hostedModels,
    capacity: own,
    // A node offers its slots to each of its models.
    offeredMs: own?.reduce((sum, { activeMs }) => sum + activeMs, 0) ?? null,
    payouts: null,
    untold: untoldBy[by] ?? [],
  };
}

/** Of the weeks right before a period, as many, who came again in it; of nobody where the range does not hold them whole. */
function usageIn(
  own: readonly Trajectory[],
  { period: { first, last } }: PeriodInputs,
  { firstWhole }: Pick<ClosedWeeks, "firstWhole">,
) {
  const before = { first: first - (last - first + 1), last: first - 1 };
  return before.first < firstWhole ? { active: 0, returned: 0 } : usageOf(own, before, { first, last });
}
