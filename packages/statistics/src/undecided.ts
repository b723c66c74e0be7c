/**
 * A healthy "cannot be said", the one shape that everything here declines with. No estimate is ever NaN, and no failure is
 * dressed as a difference of 0 with p = 1.
 */
export type Undecided = { readonly undecided: Reason };

export type Reason =
  /** Fewer than two observations in an arm, or none at all where one is enough. */
  | "too-few"
  /** Nothing varies, so there is no error to measure a difference by. */
  | "no-variation"
  /** An observation, or what was computed from it, is infinite or no number. */
  | "not-finite"
  /** Something other than zeros and ones where a share was asked for. */
  | "not-a-proportion"
  /** The mean that a ratio would be divided by is 0. */
  | "no-denominator"
  /** The control is within five standard errors of 0, or below: a relative lift means nothing there. */
  | "control-near-zero"
  /** What is to be detected is 0, which no traffic detects. */
  | "no-effect"
  /** Before the first look of an interval that may be looked at daily. */
  | "too-few-observations"
  | "too-few-non-zero"
  | "too-few-zeros";

export const undecided = <R extends Reason>(reason: R): { readonly undecided: R } => ({ undecided: reason });

export const isUndecided = (answer: object): answer is Undecided => "undecided" in answer;
