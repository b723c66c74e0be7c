import { isUndecided, normalQuantile, wilsonInterval } from "@flywheel/statistics";
import { measured, type Signal } from "./signal.ts";

/** How activated visitors would feel without the app; one answer each. */
export type SurveyAnswers = {
  readonly very: number;
  readonly somewhat: number;
  readonly not: number;
  /** Said that it does not apply: counted, and no part of the share. */
  readonly notApplicable: number;
};

/** Sean Ellis: very / (very + somewhat + not), by its Wilson lower bound. */
export function seanEllis({ very, somewhat, not }: SurveyAnswers, threshold: number, alpha: number): Signal {
  const n = very + somewhat + not;
  const maturity = { of: "answers", have: n, need: answersNeeded(threshold, alpha) } as const;
  const interval = wilsonInterval(very, n, alpha);
  if (isUndecided(interval)) return { is: "withheld", because: "too-few", n, maturity };
  return measured({ n, estimate: very / n, interval, maturity, threshold });
}

/**
 * Answers from which a true 50 % is above the threshold t by its Wilson lower bound. The bound is t where
 * 1/2 - t = z sqrt( t (1 - t) / n ), so n = z^2 t (1 - t) / (1/2 - t)^2: 93 for 40 % at alpha = 0.05.
 */
export function answersNeeded(threshold: number, alpha: number): number {
  const z = normalQuantile(alpha / 2);
  return Math.ceil((z * z * threshold * (1 - threshold)) / (0.5 - threshold) ** 2);
}
