import { type GatedLayer, gatedLayers, type JudgedWeek, strataCount } from "./gates.ts";

const cells = 4;
/** Numbers that the opportunities of all layers need of a visitor; the last is Y. */
export const opportunityWidth = gatedLayers.length * strataCount * cells + 1;

/** By layer and stratum: weeks that passed and their outcomes, weeks that failed and theirs. Sums over visitors are sums. */
export function opportunityValues(weeks: readonly JudgedWeek[]): readonly number[] {
  const values = Array.from({ length: opportunityWidth }, () => 0);
  const add = (place: number, amount: number) => {
    values[place] = (values[place] ?? 0) + amount;
  };
  for (const { stratum, passed, outcome } of weeks) {
    for (const [layer, name] of gatedLayers.entries()) {
      if (passed[name] === null) continue;
      const place = (layer * strataCount + stratum) * cells + (passed[name] ? 0 : 2);
      add(place, 1);
      add(place + 1, outcome);
    }
    add(opportunityWidth - 1, outcome);
  }
  return values;
}

export type Opportunity = {
  readonly entered: number;
  readonly passed: number;
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
 * V_pass - V_fail is correlation. Null when nobody entered the gate.
 */
export function opportunityOf(sums: Float64Array, layer: GatedLayer, target: number): Opportunity | null {
  const strata = strataOf(sums, layer);
  const whole = strata.reduce((a, b) => ({
    passed: a.passed + b.passed,
    gotPassing: a.gotPassing + b.gotPassing,
    failed: a.failed + b.failed,
    gotFailing: a.gotFailing + b.gotFailing,
  }));
  const entered = whole.passed + whole.failed;
  if (entered === 0) return null;
  const more = target * entered - whole.passed;
  const usual = worthOf(whole) ?? 0;
  const gain = strata.reduce((sum, stratum) => {
    const movable = more >= 0 ? stratum.failed / whole.failed : stratum.passed / whole.passed;
    // Where all pass already, none can be moved.
    return movable > 0 ? sum + more * movable * (worthOf(stratum) ?? usual) : sum;
  }, 0);
  return { entered, passed: whole.passed, gain };
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
