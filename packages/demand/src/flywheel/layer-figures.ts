import { type Interval, isUndecided, percentileInterval, type Random, wilsonInterval } from "@flywheel/statistics";
import type { Layer } from "@flywheel/vocabulary";
import { collapseInTurns, drawInTurns } from "./bootstrap-in-turns.ts";
import type { ModelCapacity } from "./capacity.ts";
import type { LayerCounts, PaidRequests } from "./layer-counts.ts";
import type { SupplyFacts } from "./supply-facts.ts";

export type Amount = { readonly value: number; readonly unit: string };

/** `wilson` for shares of visitors, `bootstrap` over visitors for shares of their requests, `none` where nothing is a sample. */
export type Ratio = {
  readonly numerator: number;
  readonly denominator: number;
  readonly unit: string;
  /** Null over nothing. */
  readonly ratio: number | null;
  readonly interval: Interval | null;
  readonly method: "wilson" | "bootstrap" | "none";
};

/**
 * Null is what cannot be told apart: the network serves all groups of visitors, and pays its nodes for all of them; what
 * belonging to a group says already; or what the network has not told.
 */
export type LayerFigure = {
  readonly layer: Layer;
  readonly supplied: Amount | null;
  readonly pulled: Amount | null;
  readonly health: Ratio | null;
};

export type LayerInputs = {
  /** Of one group, or of all together. */
  readonly counts: readonly LayerCounts[];
  /** Of the same visitors, by model. */
  readonly paid: readonly PaidRequests[];
  /** Null where it is unknown. */
  readonly hostedModels: number | null;
  /** Null where it is unknown or cannot be told apart. */
  readonly capacity: readonly Pick<ModelCapacity, "busyMs">[] | null;
  /** Of slots, in ms; null as `capacity`. */
  readonly offeredMs: number | null;
  readonly payouts: Pick<SupplyFacts, "feesMicroUsd" | "rewardsMicroUsd"> | null;
  /** Layers of which nothing is said, because the group is made by what they would tell. */
  readonly untold: readonly Layer[];
  /** Visitors active in the period before, and those of them who are active in this one. */
  readonly usage: { readonly active: number; readonly returned: number };
  readonly draws: number;
};

/** Of all intervals here, two-sided. */
const alpha = 0.1;
const hourMs = 3_600_000;

/** Per layer what is supplied, what demand pulls of it, and the share that says how healthy it is. */
export async function layerFigures(
  inputs: LayerInputs,
  random: Random,
  signal?: AbortSignal,
): Promise<readonly LayerFigure[]> {
  const figures = await allFigures(inputs, random, signal);
  return figures.map((figure) =>
    inputs.untold.includes(figure.layer) ? { layer: figure.layer, supplied: null, pulled: null, health: null } : figure,
  );
}

async function allFigures(
  inputs: LayerInputs,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<readonly LayerFigure[]> {
  const { counts, paid, hostedModels, capacity, offeredMs, payouts, usage } = inputs;
  const visitors = (of: (it: LayerCounts) => boolean) =>
    counts.reduce((sum, it) => sum + (of(it) ? it.visitors : 0), 0);
  const total = (of: (it: LayerCounts) => number) => counts.reduce((sum, it) => sum + it.visitors * of(it), 0);
  const slotHours = (ms: number | null | undefined): Amount | null =>
    ms === null || ms === undefined ? null : { value: ms / hourMs, unit: "slot-hours" };
  const ofRequests = (part: (it: LayerCounts) => number, all: (it: LayerCounts) => number, unit: string) =>
    requestRatio(counts, { part, all, unit }, inputs.draws, random, signal);

  const reached = visitors((it) => isReached(it));
  const asked = visitors((it) => it.asked > 0 || it.hosted > 0);
  const kept = visitors((it) => it.kept > 0);
  const met = visitors((it) => it.met > 0);
  const trusting = visitors((it) => it.met > 0 && it.trusted > 0);
  const paidModels = new Set(paid.map(({ model }) => model)).size;

  return [
    {
      layer: "compute",
      supplied: slotHours(offeredMs),
      pulled: slotHours(capacity?.reduce((sum, { busyMs }) => sum + busyMs, 0)),
      health: await ofRequests(
        (it) => it.served,
        (it) => it.hosted,
        "requests",
      ),
    },
    {
      layer: "models",
      supplied: hostedModels === null ? null : { value: hostedModels, unit: "models" },
      pulled: { value: effectiveNumber(paid), unit: "effective models" },
      health: hostedModels === null ? null : plain(paidModels, hostedModels, "models"),
    },
    {
      layer: "applications",
      supplied: { value: reached, unit: "visitors" },
      pulled: { value: asked, unit: "visitors" },
      health: visitorRatio(asked, reached),
    },
    {
      layer: "users",
      supplied: { value: reached, unit: "visitors" },
      pulled: { value: kept, unit: "visitors" },
      health: visitorRatio(kept, reached),
    },
    {
      layer: "payments",
      supplied: { value: total((it) => it.settled), unit: "requests" },
      pulled: { value: total((it) => it.purchased), unit: "requests" },
      health: await ofRequests(
        (it) => it.purchased,
        (it) => it.settled,
        "requests",
      ),
    },
    {
      layer: "incentives",
      supplied: payouts && { value: payouts.rewardsMicroUsd, unit: "micro-USD" },
      pulled: payouts && { value: payouts.feesMicroUsd, unit: "micro-USD" },
      health: payouts && plain(payouts.feesMicroUsd, payouts.feesMicroUsd + payouts.rewardsMicroUsd, "micro-USD"),
    },
    {
      layer: "verification",
      supplied: { value: total((it) => it.receipts), unit: "receipts" },
      pulled: { value: total((it) => it.checked), unit: "receipts" },
      health: await ofRequests(
        (it) => it.checked,
        (it) => it.receipts,
        "receipts",
      ),
    },
    {
      layer: "trust",
      supplied: { value: met, unit: "visitors" },
      pulled: { value: trusting, unit: "visitors" },
      health: visitorRatio(trusting, met),
    },
    {
      layer: "usage",
      supplied: { value: usage.active, unit: "visitors" },
      pulled: { value: usage.returned, unit: "visitors" },
      health: visitorRatio(usage.returned, usage.active),
    },
  ];
}

/** A later step implies that an app was open, whether its first event arrived or not. */
const isReached = ({ opened, asked, hosted, kept }: LayerCounts) => opened + asked + hosted + kept > 0;

/** exp of the entropy of paid requests over models: 1 when one has all, the number of models when all have as many. */
export function effectiveNumber(paid: readonly Omit<PaidRequests, "group">[]): number {
  const byModel = new Map<string, number>();
  for (const { model, requests } of paid) byModel.set(model, (byModel.get(model) ?? 0) + requests);
  // Engines give rows in any order, and the last digit of a sum depends on it.
  const counts = [...byModel.values()].filter((count) => count > 0).toSorted((a, b) => a - b);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  return Math.exp(counts.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0));
}

function visitorRatio(numerator: number, denominator: number): Ratio {
  const found = wilsonInterval(numerator, denominator, alpha);
  const interval = isUndecided(found) ? null : found;
  return { numerator, denominator, unit: "visitors", ratio: over(numerator, denominator), interval, method: "wilson" };
}

const plain = (numerator: number, denominator: number, unit: string): Ratio => ({
  ...{ numerator, denominator, unit, ratio: over(numerator, denominator), interval: null, method: "none" },
});

type Requests = {
  readonly part: (it: LayerCounts) => number;
  readonly all: (it: LayerCounts) => number;
  readonly unit: string;
};

/** Requests of one visitor are alike, so visitors are drawn and not requests. */
async function requestRatio(
  counts: readonly LayerCounts[],
  { part, all, unit }: Requests,
  draws: number,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<Ratio> {
  const rows = await collapseInTurns(
    counts.map((it) => ({ count: it.visitors, values: [part(it), all(it)] })),
    2,
    signal,
  );
  const numerator = counts.reduce((sum, it) => sum + it.visitors * part(it), 0);
  const denominator = counts.reduce((sum, it) => sum + it.visitors * all(it), 0);
  const shares = await drawInTurns(rows, draws, random, ([a = 0, b = 0]) => a / b, signal);
  const found = percentileInterval(shares, alpha);
  const interval = isUndecided(found) ? null : found;
  return { numerator, denominator, unit, ratio: over(numerator, denominator), interval, method: "bootstrap" };
}

const over = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
