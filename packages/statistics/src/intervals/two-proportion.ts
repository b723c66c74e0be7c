import { normalTwoSidedP } from "../distributions/normal.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { type Undecided, undecided } from "../undecided.ts";

/**
 * The test that two shares are equal, with the variance that they would have if they were.
 *
 *   z = (p_t - p_c) / sqrt( p (1 - p) (1 / n_c + 1 / n_t) )        p = (n_c p_c + n_t p_t) / (n_c + n_t)
 *
 * Two-sided, for one planned look; takes what `estimateProportion` answers. Fleiss, Levin and Paik (2003), Statistical
 * Methods for Rates and Proportions, section 3.2, without correction for continuity.
 */
export function twoProportionTest({
  control,
  treatment,
}: Pick<Estimate, "control" | "treatment">): { readonly z: number; readonly pValue: number } | Undecided {
  const n = control.n + treatment.n;
  const share = (control.n * control.mean + treatment.n * treatment.mean) / n;
  const error = Math.sqrt(share * (1 - share) * (1 / control.n + 1 / treatment.n));
  if (!Number.isFinite(error)) return undecided("not-finite");
  if (error === 0) return undecided("no-variation");
  const z = (treatment.mean - control.mean) / error;
  return { z, pValue: normalTwoSidedP(z) };
}
