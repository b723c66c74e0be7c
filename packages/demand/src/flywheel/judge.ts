import { type Interval, isUndecided, percentileInterval, type Random } from "@flywheel/statistics";
import { collapseInTurns, drawInTurns } from "./bootstrap-in-turns.ts";
import { type Bottleneck, bottleneckThresholds, type GainDraw, judgeBottleneck, largestOf } from "./bottleneck.ts";
import { type GatedLayer, gatedLayers, type JudgedWeek } from "./gates.ts";
import { type NextLook, nextLook } from "./next-look.ts";
import {
  type Opportunity,
  opportunityOf,
  opportunityValues,
  opportunityWidth,
  outcomeOf,
  type ShareOfIncentives,
} from "./opportunity.ts";
import { standardisedOf, standardisedValues, standardisedWidth } from "./standardise.ts";
import { type Rows, sumRows } from "./weighted-bootstrap.ts";

/** What a layer should pass, and who says so: it is never the best of our own cohorts, which beats the mean by luck. */
export type Target = { readonly rate: number; readonly origin: "stated" | "default" };
export type Targets = Readonly<Record<GatedLayer, Target>>;

/**
 * What one variant of an experiment that is tagged with a layer did to the experiment's own primary metric, which need not
 * be Y: it is named, and its effect is relative to control, so 0.1 is a tenth more.
 */
export type LayerExperiment = {
  readonly layer: GatedLayer;
  readonly experiment: string;
  readonly variant: string;
  readonly metric: string;
  readonly better: "more" | "less";
  readonly effect: Interval;
};

/**
 * `observed`: only the rate is known. `correlated`: it is short of its target, and passing goes with more. `experiment`: moving it surely bettered what
 * its experiment was judged by.
 */
export type Evidence = "observed" | "correlated" | "experiment";

export type Judged = {
  readonly layer: GatedLayer;
  readonly target: Target;
  /** Null when nobody entered the gate; its gain is capped. */
  readonly opportunity: Opportunity | null;
  /** Of the gain, 90 %. */
  readonly interval: Interval | null;
  /** What spare capacity could not have served. */
  readonly cut: number;
  readonly evidence: Evidence;
  readonly experiments: readonly LayerExperiment[];
};

export type Judgement = {
  readonly outcome: number;
  readonly layers: readonly Judged[];
  readonly bottleneck: Bottleneck<GatedLayer>;
  /** What a name needs: support, and the lower 5 % bound of its gain as a share of Y. */
  readonly thresholds: typeof bottleneckThresholds;
  /** So many days were left out in turn; 0 when that has not been asked, and a name may then be one day's. */
  readonly daysLeftOut: number;
  readonly next: NextLook;
};

export type JudgeQuestion = {
  readonly targets: Targets;
  /** The layer whose target is a rate that is only supposed: its rate counts as it is, whatever others lost. */
  readonly supposed?: GatedLayer;
  /** Requests that active nodes could have served besides; null when it is not known, then nothing is capped. */
  readonly spareRequests: number | null;
  readonly experiments: readonly LayerExperiment[];
  /** For each day of the period, the sums of everything but that day. */
  readonly withoutDays: readonly Float64Array[];
  readonly weeks: number;
  readonly asOfMs: number;
  readonly draws: number;
};

/** What the gains of a draw depend on. */
type GainQuestion = Pick<JudgeQuestion, "targets" | "supposed" | "spareRequests" | "draws">;
type Supposing = Omit<GainQuestion, "draws">;

type JudgedVisitors = { readonly visitors: number; readonly judged: readonly JudgedWeek[] };

const judgeWidth = opportunityWidth + standardisedWidth;

/** What the judgement needs of equal visitors: opportunities first, then what standardises them. */
export const judgeRows = (
  visitors: Iterable<JudgedVisitors>,
  shareOfIncentives?: ShareOfIncentives,
  signal?: AbortSignal,
): Promise<Rows> => collapseInTurns(judgeValues(visitors, shareOfIncentives), judgeWidth, signal);

/** One at a time, because hundreds of numbers for each visitor are many. */
function* judgeValues(visitors: Iterable<JudgedVisitors>, shareOfIncentives?: ShareOfIncentives) {
  for (const { visitors: count, judged } of visitors) {
    const values = new Float64Array(judgeWidth);
    values.set(opportunityValues(judged, shareOfIncentives));
    values.set(standardisedValues(judged), opportunityWidth);
    yield { count, values };
  }
}

/** Which layer holds demand back, how surely, by which evidence, and what would tell more. */
export async function judge(
  rows: Rows,
  question: JudgeQuestion,
  random: Random,
  signal?: AbortSignal,
): Promise<Judgement> {
  const draws = await drawGains(rows, question, random, signal);
  const sums = sumRows(rows);
  const found = opportunitiesOf(sums, question);
  const withoutDays = question.withoutDays.map((own) => largestOf(gatedLayers, gainsOf(own, question).heldBack));
  const bottleneck = judgeBottleneck(gatedLayers, draws, withoutDays);
  const layers = gatedLayers.map((layer): Judged => {
    const intervalOf = (of: (draw: GainDraw<GatedLayer>) => number) => {
      const drawn = percentileInterval(draws.map(of), 0.1);
      return isUndecided(drawn) || found[layer] === null ? null : drawn;
    };
    const interval = intervalOf(({ gains }) => gains[layer]);
    const experiments = question.experiments.filter((it) => it.layer === layer);
    const { opportunity = null, cut = 0 } = found[layer] ?? {};
    const evidence = evidenceOf(
      intervalOf(({ heldBack }) => heldBack[layer]),
      experiments,
    );
    return { layer, target: question.targets[layer], opportunity, interval, cut, evidence, experiments };
  });
  const evidence = Object.fromEntries(layers.map((it) => [it.layer, it.evidence])) as Record<GatedLayer, Evidence>;
  return {
    outcome: outcomeOf(sums.subarray(0, opportunityWidth)),
    layers,
    bottleneck,
    thresholds: bottleneckThresholds,
    daysLeftOut: withoutDays.length,
    next: nextLook({ ...question, bottleneck, draws, evidence }),
  };
}

/** All layers' gains and Y, draw by draw: hundreds of numbers that a judgement is made from and does not repeat. */
export const drawGains = (
  rows: Rows,
  question: GainQuestion,
  random: Random,
  signal?: AbortSignal,
): Promise<readonly GainDraw<GatedLayer>[]> =>
  drawInTurns(rows, question.draws, random, (own) => gainsOf(own, question), signal);

export function evidenceOf(heldBack: Interval | null, experiments: readonly LayerExperiment[]): Evidence {
  if (experiments.some(({ better, effect }) => (better === "more" ? effect.low > 0 : effect.high < 0)))
    return "experiment";
  return heldBack !== null && heldBack.low > 0 ? "correlated" : "observed";
}

type Capped = { readonly opportunity: Opportunity; readonly cut: number };

function gainsOf(sums: Float64Array, question: Supposing): GainDraw<GatedLayer> {
  const found = opportunitiesOf(sums, question);
  const each = (of: (own: Opportunity, layer: GatedLayer) => number) => {
    const numbers = gatedLayers.map((layer) => {
      const own = found[layer]?.opportunity;
      return [layer, own === undefined ? 0 : of(own, layer)];
    });
    return Object.fromEntries(numbers) as Record<GatedLayer, number>;
  };
  return {
    gains: each(({ gain }) => gain),
    heldBack: each((own, layer) => (isShort(own, question.targets[layer]) ? own.gain : Math.min(0, own.gain))),
    outcome: outcomeOf(sums.subarray(0, opportunityWidth)),
  };
}

const isShort = ({ entered, passed, lostElsewhere }: Opportunity, { rate }: Target): boolean =>
  rate * entered > passed + lostElsewhere;

function opportunitiesOf(
  sums: Float64Array,
  { targets, supposed, spareRequests }: Supposing,
): Readonly<Record<GatedLayer, Capped | null>> {
  const lost = standardisedOf(sums.subarray(opportunityWidth), {
    verification: targets.verification.rate,
    trust: targets.trust.rate,
  });
  const elsewhere: Partial<Record<GatedLayer, number>> = lost;
  const found = gatedLayers.map((layer) => {
    const lostElsewhere = layer === supposed ? 0 : (elsewhere[layer] ?? 0);
    const own = opportunityOf(sums.subarray(0, opportunityWidth), layer, targets[layer].rate, lostElsewhere);
    return [layer, own === null ? null : capped(own, layer, spareRequests)] as const;
  });
  return Object.fromEntries(found) as Record<GatedLayer, Capped | null>;
}

/** More demand must be served by somebody. What compute and incentives would bring is that capacity itself. */
function capped(opportunity: Opportunity, layer: GatedLayer, spareRequests: number | null): Capped {
  const most = layer === "compute" || layer === "incentives" ? null : spareRequests;
  const gain = most === null ? opportunity.gain : Math.min(opportunity.gain, most);
  return { opportunity: { ...opportunity, gain }, cut: opportunity.gain - gain };
}
