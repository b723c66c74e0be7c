import type { Interval } from "@flywheel/statistics";

/** How much of what a signal needs there is. */
export type Maturity = {
  readonly of: "weeks" | "answers" | "visitors";
  readonly have: number;
  readonly need: number;
};

export type Measured = {
  readonly is: "measured";
  /** Of independent units: visitors, but weeks for the subsidy and answers for the survey. */
  readonly n: number;
  readonly estimate: number;
  readonly interval: Interval;
  readonly maturity: Maturity;
  /** `low`: the lower bound must be above it; `high`: the upper bound must be below it. */
  readonly threshold: number;
  readonly bound: "low" | "high";
  readonly passes: boolean;
};
export type Withheld = {
  readonly is: "withheld";
  readonly because: "too-few" | "not-matured";
  readonly n: number;
  readonly maturity: Maturity;
};
/** One figure that speaks for demand or against it, with what it rests on; withheld while it could only mislead. */
export type Signal = Measured | Withheld;

export function measured(
  of: Omit<Measured, "is" | "passes" | "bound"> & { readonly bound?: "low" | "high" },
): Measured {
  const { bound = "low", interval, threshold } = of;
  const passes = bound === "low" ? interval.low > threshold : interval.high < threshold;
  return { ...of, is: "measured", bound, passes };
}
