import { type Undecided, undecided } from "../undecided.ts";

/** One arm's outcomes: how many, and how many of them are not 0. */
export type Outcomes = { readonly n: number; readonly nonZero: number };

/** What each arm must have. */
export const firstLook = { observations: 100, nonZero: 50, zeros: 50 } as const;

/**
 * Why the always-valid interval may not be looked at yet, or null. It is asymptotic: without a wait for the central limit
 * theorem a split of 10/90 on heavy-tailed values rejected 17 % of simulated experiments without a difference.
 */
export function closedFor(arms: readonly Outcomes[], metric: "proportion" | "other"): Undecided | null {
  if (arms.some(({ n }) => !(n >= firstLook.observations))) return undecided("too-few-observations");
  if (arms.some(({ nonZero }) => !(nonZero >= firstLook.nonZero))) return undecided("too-few-non-zero");
  const zerosAreFew = arms.some(({ n, nonZero }) => !(n - nonZero >= firstLook.zeros));
  return metric === "proportion" && zerosAreFew ? undecided("too-few-zeros") : null;
}
