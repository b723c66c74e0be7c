import { type GatedLayer, gatedLayers, type JudgedWeek, strataCount } from "./gates.ts";
import { causes, type VisitorWeek } from "./week-code.ts";

const cells = 4;
/** Numbers that the opportunities of all layers need of a visitor; the last two are served weeks and Y. */
export const opportunityWidth = gatedLayers.length * strataCount * cells + 2;

/** Of a week's refusals, the share that capacity which withdrew as unprofitable would have served: from 0 to 1. */
export type ShareOfIncentives = (week: number) => number;

/**
 * By layer and stratum: weeks that passed and their outcomes, weeks that failed and theirs. Sums over visitors are sums.
 *
 * Incentives come before compute at the gate that they share. Of a week in which a request was refused there,
 * `shareOfIncentives` is a failure of incentives; the rest passed them and is a failure of compute. What broke, took too
 * long or has no cause is compute's.
 */
export function opportunityValues(
  weeks: readonly JudgedWeek[],
  shareOfIncentives: ShareOfIncentives = () => 0,
): Float64Array {
  const values = new Float64Array(opportunityWidth);
  const add = (place: number, amount: number) => {
    values[place] = (values[place] ?? 0) + amount;
  };
  for (const judged of weeks) {
    const { stratum, outcome } = judged;
    for (const [layer, name] of gatedLayers.entries()) {
      const weights = weightsOf(judged, name, shareOfIncentives);
      for (const [side, weight] of weights.entries()) {
        const place = (layer * strataCount + stratum) * cells + 2 * side;
        add(place, weight);
        add(place + 1, weight * outcome);
      }
    }
    add(opportunityWidth - 2, Number(judged.own.served > 0));
    add(opportunityWidth - 1, outcome);
  }
  return values;
}

/** How much of a week passed a gate, and how much failed. */
function weightsOf(
  { passed, own, week }: JudgedWeek,
  layer: GatedLayer,
  shareOfIncentives: ShareOfIncentives,
): readonly [passed: number, failed: number] {
  const did = passed[layer];
  if (did === null) return [0, 0];
  if (did) return [1, 0];
  if (layer !== "incentives" && layer !== "compute") return [0, 1];
  const ofIncentives = partOfIncentives(own, shareOfIncentives(week));
  return layer === "incentives" ? [1 - ofIncentives, ofIncentives] : [0, 1 - ofIncentives];
}

/** Withdrawn capacity would have served what was refused, and repairs nothing that broke. */
export const partOfIncentives = ({ cause, refused }: Pick<VisitorWeek, "cause" | "refused">, share: number): number =>
  causes[cause] === "supply" && refused === 1 ? share : 0;

export type Opportunity = {
  readonly entered: number;
  readonly passed: number;
  /** Of those who failed, how many failed for what other layers lost; see `standardise.ts`. Below 0: others helped. */
  readonly lostElsewhere: number;
  /** Purchased requests of the week after that the target would add; below 0 where passing goes with less. */
  readonly gain: number;
};

/**
 * What-if(layer, r*) on Y, from sums of `opportunityValues`:
 *
 *   sum over strata of N (r*_s - r_s) (V_pass - V_fail),   V = mean outcome, r = passed / entered
 *   r*_s = r_s + (1 - r_s) (r* - r) / (1 - r)  for r* >= r,   r_s r* / r  below
 *
 * In every stratum the same share of those who fail would pass (or the other way round), so that together they reach r*
 * and at r* = r nothing is gained. One r* for each stratum would instead move visitors between strata: in a healthy world
 * that alone made payments seem worth -16 % of Y.
 *
 * A stratum in which nobody passed, or everybody, takes V_pass - V_fail of the layer as a whole; 0 when that is unknown too.
 * V_pass - V_fail is correlation. `lostElsewhere` passed as if it had passed: a loss is counted once. Null when nobody
 * entered the gate.
 *
 * Of usage only weeks are known whose next four are over. Y is of all judged weeks, so what they come to counts for every
 * served week: times served weeks / those known.
 */
export function opportunityOf(
  sums: Float64Array,
  layer: GatedLayer,
  target: number,
  lostElsewhere = 0,
): Opportunity | null {
  const strata = strataOf(sums, layer);
  const whole = strata.reduce((a, b) => ({
    passed: a.passed + b.passed,
    gotPassing: a.gotPassing + b.gotPassing,
    failed: a.failed + b.failed,
    gotFailing: a.gotFailing + b.gotFailing,
  }));
  const entered = whole.passed + whole.failed;
  if (entered === 0) return null;
  const more = target * entered - whole.passed - lostElsewhere;
  const usual = worthOf(whole) ?? 0;
  const counted = layer === "usage" ? (sums[opportunityWidth - 2] ?? 0) / entered : 1;
  const gain = strata.reduce((sum, stratum) => {
    const movable = more >= 0 ? stratum.failed / whole.failed : stratum.passed / whole.passed;
    // Where all pass already, none can be moved.
    return movable > 0 ? sum + counted * more * movable * (worthOf(stratum) ?? usual) : sum;
  }, 0);
  return { entered, passed: whole.passed, lostElsewhere, gain };
}

type Stratum = Readonly<Record<"passed" | "gotPassing" | "failed" | "gotFailing", number>>;

function strataOf(sums: Float64Array, layer: GatedLayer): readonly Stratum[] {
  const from = gatedLayers.indexOf(layer) * strataCount;
  return Array.from({ length: strataCount }, (_, stratum) => {
    const own = sums.subarray((from + stratum) * cells, (from + stratum + 1) * cells);
    const [passed = 0, gotPassing = 0, failed = 0, gotFailing = 0] = own;
    return { passed, gotPassing, failed, gotFailing };
  });
}

/** V_pass - V_fail; null if one of them is over nobody. */
function worthOf({ passed, gotPassing, failed, gotFailing }: Stratum): number | null {
  return passed === 0 || failed === 0 ? null : gotPassing / passed - gotFailing / failed;
}

/** Y: the outcome of all weeks. */
export const outcomeOf = (sums: Float64Array): number => sums[opportunityWidth - 1] ?? 0;
