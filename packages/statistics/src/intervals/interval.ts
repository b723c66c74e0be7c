import { normalQuantile } from "../distributions/normal.ts";
import type { Contrast } from "../estimates/estimate.ts";
import { requireShare } from "../wrong-setting-error.ts";

/** In the unit of the difference it is around. */
export type Interval = { readonly low: number; readonly high: number };

export const around = (centre: number, halfWidth: number): Interval => ({
  low: centre - halfWidth,
  high: centre + halfWidth,
});

/** d -+ z SE, for one look, planned before: covers with probability 1 - alpha in large samples. */
export function normalInterval({ difference, standardError }: Contrast, alpha: number): Interval {
  requireShare("alpha", alpha);
  return around(difference, -normalQuantile(alpha / 2) * standardError);
}
