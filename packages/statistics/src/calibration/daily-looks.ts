import type { Random } from "../bootstrap/random.ts";
import { estimateMean } from "../estimates/mean.ts";
import { estimateProportion } from "../estimates/proportion.ts";
import { sampleRatio } from "../health/sample-ratio.ts";
import { closedFor } from "../intervals/first-look.ts";
import { type Interval, normalInterval } from "../intervals/interval.ts";
import { mixtureFor, sequentialInterval } from "../intervals/sequential.ts";
import { twoProportionTest } from "../intervals/two-proportion.ts";
import { welchTest } from "../intervals/welch.ts";
import { mergeMoments } from "../moments/merge.ts";
import { momentsOfValues } from "../moments/moments.ts";
import { isUndecided } from "../undecided.ts";
import { binomial } from "./draws.ts";
import type { Day, Outcome } from "./outcomes.ts";

export type Setting = { readonly outcome: Outcome; readonly treatmentShare: number; readonly lift: number };

/** What one world showed. */
export type Seen = {
  /** Whether any look was allowed before the end. */
  readonly looked: boolean;
  /** Whether the always-valid interval held the planted difference at every look. */
  readonly alwaysHeld: boolean;
  /** The same of the fixed-horizon interval, which is not made for this: what daily looks would cost. */
  readonly onceHeldDaily: boolean;
  /** Whether the fixed-horizon interval held it at the planned end; null where undecided. */
  readonly heldAtEnd: boolean | null;
  /** Whether the fixed-horizon test rejected "no difference" at the planned end. */
  readonly rejectedAtEnd: boolean | null;
  /** Whether the sample ratio alarmed on any day. */
  readonly alarmed: boolean;
};

const looks = 28;
export const alpha = 0.05;
const mixture = mixtureFor({ alpha, plannedN: 5000 });
const nothing: Day = { moments: momentsOfValues([]), nonZero: 0 };

/** One experiment, looked at on every day. Only sums over days are kept, as in the product. */
export function watchWorld({ outcome, treatmentShare, lift }: Setting, random: Random): Seen {
  const world = outcome.begin(lift, random);
  let [control, treatment] = [nothing, nothing];
  let seen = { looked: false, alwaysHeld: true, onceHeldDaily: true, alarmed: false };
  for (let look = 1; look <= looks; look += 1) {
    const treated = binomial(outcome.observationsPerDay, treatmentShare, random);
    control = add(control, world.day(outcome.observationsPerDay - treated, false, random));
    treatment = add(treatment, world.day(treated, true, random));
    const ratio = sampleRatio([control.moments.n, treatment.moments.n], [1 - treatmentShare, treatmentShare]);
    if (!isUndecided(ratio) && ratio.alarm) seen = { ...seen, alarmed: true };

    const arms = [control, treatment].map(({ moments, nonZero }) => ({ n: moments.n, nonZero }));
    if (closedFor(arms, outcome.metric) !== null) continue;
    const estimate = estimateMean(control.moments, treatment.moments);
    if (isUndecided(estimate)) continue;
    const held = holds(sequentialInterval(estimate, alpha, mixture), world.planted);
    const onceHeld = holds(normalInterval(estimate, alpha), world.planted);
    seen = {
      ...seen,
      looked: true,
      alwaysHeld: seen.alwaysHeld && held,
      onceHeldDaily: seen.onceHeldDaily && onceHeld,
    };
  }
  return { ...seen, ...judgeAtEnd(outcome, [control, treatment], world.planted) };
}

function judgeAtEnd({ metric }: Outcome, [control, treatment]: [Day, Day], planted: number) {
  const estimate =
    metric === "proportion"
      ? estimateProportion(control.moments, treatment.moments)
      : estimateMean(control.moments, treatment.moments);
  if (isUndecided(estimate)) return { heldAtEnd: null, rejectedAtEnd: null };
  if (metric === "proportion") {
    const test = twoProportionTest(estimate);
    const rejectedAtEnd = isUndecided(test) ? null : test.pValue <= alpha;
    return { heldAtEnd: holds(normalInterval(estimate, alpha), planted), rejectedAtEnd };
  }
  const test = welchTest(estimate, alpha);
  return { heldAtEnd: holds(test, planted), rejectedAtEnd: test.pValue <= alpha };
}

const add = (a: Day, b: Day): Day => ({
  moments: mergeMoments(a.moments, b.moments),
  nonZero: a.nonZero + b.nonZero,
});

export const holds = ({ low, high }: Interval, value: number): boolean => low <= value && value <= high;
