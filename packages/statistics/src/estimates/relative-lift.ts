import { type Undecided, undecided } from "../undecided.ts";
import { type Contrast, type Estimate, squaredError } from "./estimate.ts";

/** Below so many standard errors the control's mean is too near 0 to divide by. */
const safeDistance = 5;

/**
 * The difference as a share of the control, with the variance of a ratio of two independent means by the delta method:
 *
 *   lift = m_t / m_c - 1        Var = v_t / (n_t m_c^2) + v_c m_t^2 / (n_c m_c^4)
 *
 * Undecided where m_c is below five of its standard errors: there the ratio has no useful mean (Deng, Knoblich and Lu
 * 2018, KDD, section 3).
 */
export function relativeLift({ control, treatment, n }: Estimate): Contrast | Undecided {
  const [c, t] = [squaredError(control), squaredError(treatment)];
  if (!(control.mean > 0 && control.mean >= safeDistance * Math.sqrt(c))) return undecided("control-near-zero");
  const ratio = treatment.mean / control.mean;
  const difference = (treatment.mean - control.mean) / control.mean;
  const standardError = Math.sqrt(t + ratio * ratio * c) / control.mean;
  if (!Number.isFinite(difference) || !Number.isFinite(standardError)) return undecided("not-finite");
  // The treatment may be constant at 0, which makes the delta method's variance 0: it is no evidence of certainty.
  return standardError === 0 ? undecided("no-variation") : { difference, standardError, n };
}
