import { type Interval, studentCritical } from "@flywheel/statistics";
import { measured, type Signal } from "./signal.ts";

/** What nodes and publishers were paid in a closed week: rewards from subsidy, fees from demand. */
export type PaidWeek = { readonly week: number; readonly rewardsMicroUsd: number; readonly feesMicroUsd: number };

export type Subsidy = {
  /** Rewards of all that was paid. It passes when the upper bound is below the threshold. */
  readonly share: Signal;
  /** By how much the weekly share changes in a week: a subsidy that tapers is below 0 with its whole interval. */
  readonly taper: { readonly perWeek: number; readonly interval: Interval; readonly tapers: boolean } | null;
};

type Asked = { readonly weeks: number; readonly threshold: number; readonly alpha: number };

/**
 * The share is a ratio of sums over weeks, R = sum r / sum (r + f); its error is that of the mean of r - R (r + f), and the
 * interval Student's with one degree less than weeks (Cochran 1977, Sampling Techniques, 6.4). The taper is the
 * least-squares line of the weekly shares. Weeks are few and depend on each other, so both are rough, and say n.
 * Reference values: fixtures/timing.json, made by fixtures/timing.py.
 */
export function subsidyOf(paid: readonly PaidWeek[], { weeks: need, threshold, alpha }: Asked): Subsidy {
  const weeks = paid.filter(({ rewardsMicroUsd, feesMicroUsd }) => rewardsMicroUsd + feesMicroUsd > 0);
  const n = weeks.length;
  const maturity = { of: "weeks", have: n, need: Math.max(3, need) } as const;
  if (n < maturity.need) return { share: { is: "withheld", because: "not-matured", n, maturity }, taper: null };
  return {
    share: measured({ n, ...shareOf(weeks, alpha), maturity, threshold, bound: "high" }),
    taper: taperOf(weeks, alpha),
  };
}

function shareOf(weeks: readonly PaidWeek[], alpha: number) {
  const n = weeks.length;
  const total = sum(weeks.map(paidIn));
  const estimate = sum(weeks.map((it) => it.rewardsMicroUsd)) / total;
  const squares = sum(weeks.map((it) => (it.rewardsMicroUsd - estimate * paidIn(it)) ** 2));
  const error = Math.sqrt((squares * n) / (n - 1)) / total;
  const half = studentCritical(alpha, n - 1) * error;
  return { estimate, interval: { low: Math.max(0, estimate - half), high: Math.min(1, estimate + half) } };
}

function taperOf(weeks: readonly PaidWeek[], alpha: number): Subsidy["taper"] {
  const n = weeks.length;
  const shares = weeks.map((it) => it.rewardsMicroUsd / paidIn(it));
  const [x, y] = [sum(weeks.map(({ week }) => week)) / n, sum(shares) / n];
  const across = sum(weeks.map(({ week }) => (week - x) ** 2));
  if (across === 0) return null;
  const perWeek = sum(weeks.map(({ week }, place) => (week - x) * ((shares[place] ?? 0) - y))) / across;
  const squares = sum(weeks.map(({ week }, place) => ((shares[place] ?? 0) - y - perWeek * (week - x)) ** 2));
  const half = studentCritical(alpha, n - 2) * Math.sqrt(squares / (n - 2) / across);
  const interval = { low: perWeek - half, high: perWeek + half };
  return { perWeek, interval, tapers: interval.high < 0 };
}

const paidIn = ({ rewardsMicroUsd, feesMicroUsd }: PaidWeek) => rewardsMicroUsd + feesMicroUsd;
const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);
