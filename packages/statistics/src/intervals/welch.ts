import { studentCritical, studentTwoSidedP } from "../distributions/student-t.ts";
import { type Estimate, squaredError } from "../estimates/estimate.ts";
import { requireShare } from "../wrong-setting-error.ts";
import { around, type Interval } from "./interval.ts";

export type WelchTest = Interval & {
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
};

/**
 * Welch's test of two means whose variances may differ, and its interval.
 *
 *   t = d / sqrt(e_c + e_t)      df = (e_c + e_t)^2 / ( e_c^2 / (n_c - 1) + e_t^2 / (n_t - 1) )      e = v / n
 *
 * t: Welch (1947), Biometrika 34:28. df: Satterthwaite (1946), Biometrics Bulletin 2:110. For one planned look.
 */
export function welchTest(estimate: Estimate, alpha: number): WelchTest {
  requireShare("alpha", alpha);
  const { difference, standardError, control, treatment } = estimate;
  const t = difference / standardError;
  const total = standardError * standardError;
  // Shares of the squared error, so that tiny units do not underflow.
  const [c, q] = [squaredError(control) / total, squaredError(treatment) / total];
  const degreesOfFreedom = (c + q) ** 2 / (c ** 2 / (control.n - 1) + q ** 2 / (treatment.n - 1));
  const halfWidth = studentCritical(alpha, degreesOfFreedom) * standardError;
  return { ...around(difference, halfWidth), t, degreesOfFreedom, pValue: studentTwoSidedP(t, degreesOfFreedom) };
}
