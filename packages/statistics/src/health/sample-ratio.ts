import gammaln from "@stdlib/math-base-special-gammaln";
import { chiSquareUpperTail } from "../distributions/chi-square.ts";
import { type Undecided, undecided } from "../undecided.ts";
import { requirePositive, WrongSettingError } from "../wrong-setting-error.ts";

export type SampleRatio = {
  /** ln of the Bayes factor for "another split" against the planned one. */
  readonly logBayesFactor: number;
  /** The factor is above 1000: anytime-valid, at most one false alarm in 1000 experiments however often one looks. */
  readonly alarm: boolean;
  /** Pearson's, with K - 1 degrees of freedom; false-alarms when looked at daily. */
  readonly chiSquare: number;
  readonly pValue: number;
};

export const sampleRatioAlarm = 1000;

/** How many observations for each arm the prior is worth: so much it leans towards the planned split. */
const concentration = 100;

/**
 * Is the traffic split as planned? `counts` x_k of K arms, `weights` in the planned proportion.
 *
 *   BF = Gamma(A) / Gamma(A + n)  prod Gamma(a_k + x_k) / Gamma(a_k)  /  prod theta_k^x_k        a_k = 100 K theta_k
 *
 * with A = sum a_k and theta the weights as shares: a Dirichlet-multinomial against the multinomial. Lindon and Malek
 * (2022), NeurIPS, "Anytime-Valid Inference For Multinomial Count Data".
 */
export function sampleRatio(counts: readonly number[], weights: readonly number[]): SampleRatio | Undecided {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (const weight of weights) requirePositive("weight", weight);
  if (counts.length !== weights.length || counts.length < 2) {
    throw new WrongSettingError({ setting: "arms", value: counts.length, expected: `${weights.length}, at least 2` });
  }
  for (const count of counts) {
    if (!(Number.isSafeInteger(count) && count >= 0)) {
      throw new WrongSettingError({ setting: "count", value: count, expected: "a whole number, not negative" });
    }
  }
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return undecided("too-few");

  const prior = concentration * counts.length;
  let logBayesFactor = gammaln(prior) - gammaln(prior + n);
  let chiSquare = 0;
  for (const [k, count] of counts.entries()) {
    const share = (weights[k] ?? 0) / total;
    logBayesFactor += gammaln(prior * share + count) - gammaln(prior * share) - count * Math.log(share);
    chiSquare += (count - n * share) ** 2 / (n * share);
  }
  return {
    logBayesFactor,
    alarm: logBayesFactor > Math.log(sampleRatioAlarm),
    chiSquare,
    pValue: chiSquareUpperTail(chiSquare, counts.length - 1),
  };
}
