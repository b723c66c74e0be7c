import { isUndecided, wilsonInterval } from "@flywheel/statistics";
import { type Maturity, measured, type Signal } from "./signal.ts";

/** The power-user curve: `visitors[d - 1]` were active on exactly d of the days. */
export type ActiveDays = { readonly visitors: readonly number[] };

/** Of those who were active at all, who was on at least so many of the days: by its Wilson interval. */
export function powerUsers(
  { visitors }: ActiveDays,
  maturity: Maturity,
  {
    atLeastDays,
    threshold,
    alpha,
  }: { readonly atLeastDays: number; readonly threshold: number; readonly alpha: number },
): Signal {
  const n = sum(visitors);
  if (maturity.have < maturity.need) return { is: "withheld", because: "not-matured", n, maturity };
  const often = sum(visitors.slice(atLeastDays - 1));
  const interval = wilsonInterval(often, n, alpha);
  if (isUndecided(interval)) return { is: "withheld", because: "too-few", n, maturity };
  return measured({ n, estimate: often / n, interval, maturity, threshold });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);
