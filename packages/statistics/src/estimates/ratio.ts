import { at, type Moments } from "../moments/moments.ts";
import { transformMoments } from "../moments/transform.ts";
import { type Undecided, undecided } from "../undecided.ts";
import { type Estimate, estimateFrom } from "./estimate.ts";

export type Ratio = { readonly numerator: number; readonly denominator: number };

/**
 * The difference of two ratios of means, R = mean(Y) / mean(X), where one observation has both a Y and an X (clicks and
 * sessions, say) and observations, not sessions, are independent. By the delta method the variance is that of
 *
 *   (Y - R X) / mean(X)
 *
 * Deng, Knoblich and Lu (2018), KDD, section 2. `ratio` names the variables of the moments.
 */
export function estimateRatio(control: Moments, treatment: Moments, ratio: Ratio): Estimate | Undecided {
  if (!(control.n >= 2 && treatment.n >= 2)) return undecided("too-few");
  const [c, t] = [linearise(control, ratio), linearise(treatment, ratio)];
  if (c === null || t === null) return undecided("no-denominator");
  const levelOf = ({ level, moments }: Linear) => ({
    n: moments.n,
    mean: level,
    variance: at(moments.comoments[0] ?? [], 0) / (moments.n - 1),
  });
  return estimateFrom(levelOf(c), levelOf(t));
}

/** A level and, as the first variable of the moments, what varies around it. */
export type Linear = { readonly level: number; readonly moments: Moments };

/** The ratio and its linearised variable, followed by `others` as they are. Null where the denominator's mean is 0. */
export function linearise(moments: Moments, ratio: Ratio, others: readonly number[] = []): Linear | null {
  const denominator = at(moments.means, ratio.denominator);
  if (denominator === 0) return null;
  const level = at(moments.means, ratio.numerator) / denominator;
  const unit = (i: number) => moments.means.map((_, j) => (i === j ? 1 : 0));
  const lead = moments.means.map(
    (_, j) => ((j === ratio.numerator ? 1 : 0) - (j === ratio.denominator ? level : 0)) / denominator,
  );
  return { level, moments: transformMoments(moments, [lead, ...others.map(unit)]) };
}
