import { type Undecided, undecided } from "../undecided.ts";
import { requireShare } from "../wrong-setting-error.ts";

/** How often a value was seen. */
export type Bucket = { readonly value: number; readonly count: number };

/**
 * The value that a sample's largest values are brought down to: the smallest one at or below which at least `share` of
 * the sample lies (SQL's percentile_disc; type 1 of Hyndman and Fan 1996, The American Statistician 50:361).
 * `ascending` must be sorted.
 *
 * Undecided where nothing would be left to vary: too rare an outcome has its 99.5th percentile at its minimum.
 */
export function capOf(ascending: ArrayLike<number>, share: number): number | Undecided {
  requireShare("share", share);
  const [lowest, cap] = [ascending[0], ascending[rankOf(share, ascending.length) - 1]];
  return chosen(lowest, cap);
}

/** The same from counted values, in ascending order of value. */
export function capOfBuckets(ascending: readonly Bucket[], share: number): number | Undecided {
  requireShare("share", share);
  const total = ascending.reduce((sum, { count }) => sum + count, 0);
  let left = rankOf(share, total);
  const cap = ascending.find(({ count }) => {
    left -= count;
    return left <= 0;
  });
  return chosen(ascending.find(({ count }) => count > 0)?.value, cap?.value);
}

/** How far above a product a rounding may lift it: 0.995 * 1000 must be 995, not 996. */
const rankOf = (share: number, total: number): number => Math.max(1, Math.ceil(share * total * (1 - 1e-12)));

function chosen(lowest: number | undefined, cap: number | undefined): number | Undecided {
  if (lowest === undefined || cap === undefined) return undecided("too-few");
  if (!Number.isFinite(cap)) return undecided("not-finite");
  return cap <= lowest ? undecided("no-variation") : cap;
}
