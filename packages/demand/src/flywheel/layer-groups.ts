import type { Random } from "@flywheel/statistics";
import type { Layer } from "@flywheel/vocabulary";
import { giveWay } from "../asking/turns.ts";
import type { ModelCapacity } from "./capacity.ts";
import type { ClosedWeeks } from "./closed-weeks.ts";
import { type Growth, growthOf } from "./growth.ts";
import { type IdentityWeek, identityOf } from "./identity.ts";
import { judgedInTurns } from "./judged-in-turns.ts";
import { changeOf, type RatioChange } from "./layer-change.ts";
import type { LayerCounts } from "./layer-counts.ts";
import { type FigureInputs, type LayerFigure, layerFigures } from "./layer-figures.ts";
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

export type GroupFigures = {
  /** Null is the whole; else an app, model, funding, variant, or the number of a cohort's first week. */
  readonly group: string | null;
  /** Who did something in the period. */
  readonly visitors: number;
  readonly layers: readonly ChangedFigure[];
  /** Of everybody, and of organic purchasers. */
  readonly growth: Growth;
  readonly organicPurchasers: Growth;
  /** Of the weeks of its members, with everything that they did in them. */
  readonly lost: LostOfGroup;
  /** Of its members: whoever brought them, of this group or not. */
  readonly identity: readonly IdentityWeek[];
};

/** What was read of a period. `counts` are by group, `whole` by nothing, `byModel` by group and model, `wholeByModel` by model. */
export type PeriodInputs = {
  readonly period: Period;
  readonly whole: readonly LayerCounts[];
  readonly wholeByModel: readonly LayerCounts[];
  readonly counts: readonly LayerCounts[];
  readonly byModel: readonly LayerCounts[];
  readonly capacity: readonly ModelCapacity[];
  /** Null while the network has told nothing of itself. */
  readonly facts: SupplyFacts | null;
};

export type GroupInputs = {
  readonly by: LayersQuestion["breakdown"]["by"];
  readonly now: PeriodInputs;
  readonly before: PeriodInputs | null;
  readonly links: readonly Link[];
  readonly shareOfIncentives: ShareOfIncentives;
  readonly weeks: ClosedWeeks;
  readonly draws: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Nine layers, the growth, lost demand and identity of one group, or of the whole. `trajectories` are of everybody, told
 * apart for a group.
 */
export async function groupFigures(
  group: string | null,
  trajectories: readonly Trajectory[],
  { by, now, before, links, shareOfIncentives, weeks, draws, signal }: GroupInputs,
  random: Random,
): Promise<GroupFigures> {
  await giveWay(signal);
  const own = group === null ? trajectories : trajectories.filter((it) => it.group === group);
  const figures = (of: PeriodInputs) =>
    layerFigures({ ...inputsOf(group, by, of), usage: usageIn(own, of, weeks), draws }, random, signal);
  const old = before && (await figures(before));
  const judged = await judgedInTurns(own, weeks, signal);
  const told = group === null ? {} : { group };
  const asked = { seen: weeks, draws, signal, ...told };
  const growing = (population: Growth["population"]) => growthOf(trajectories, links, { population, ...asked }, random);
  return {
    group,
    visitors: countsOf(group, now).reduce((sum, { visitors }) => sum + visitors, 0),
    layers: (await figures(now)).map((figure, place) => ({
      ...figure,
      change: changeOf(figure.health, old?.[place]?.health ?? null),
    })),
    growth: await growing("everybody"),
    organicPurchasers: await growing("organic-purchasers"),
    lost: toldOf(await lostDemandOf(judged, shareOfIncentives, signal), group === null ? [] : (untoldBy[by] ?? [])),
    identity: await identityOf(trajectories, links, { ...weeks, ...told }, signal),
  };
}

const countsOf = (group: string | null, { whole, counts }: PeriodInputs) =>
  group === null ? whole : counts.filter((it) => it.group === group);

/**
 * What a group of requests is made by cannot be told of it. A request has a model once it is asked, so nobody comes to it
 * without asking, and it has one model of all that are hosted. It has a funding once it is served and settled: purchased
 * if any part was, so all of that group is paid and none of the others. And who requires proof does so beside any request.
 */
const untoldBy: Partial<Record<GroupInputs["by"], readonly Layer[]>> = {
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
  by: GroupInputs["by"],
  period: PeriodInputs,
): Omit<FigureInputs, "usage" | "draws"> {
  const { facts, wholeByModel, byModel } = period;
  const hostedModels = facts?.hostedModels ?? null;
  const capacity = facts && period.capacity;
  const counts = countsOf(group, period);
  const offeredMs = facts?.offeredMs ?? null;
  if (group === null) {
    return { counts, byModel: wholeByModel, hostedModels, capacity, offeredMs, payouts: facts, untold: [] };
  }
  const own = by === "model" ? (capacity?.filter(({ model }) => model === group) ?? null) : null;
  return {
    counts,
    byModel: byModel.filter((it) => it.group === group),
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
