import type { Interval } from "@flywheel/statistics";

/** The normal distribution's 0.975 quantile, as tables print it. */
const z = 1.959963984540054;

/**
 * The same without the closed formula: shares that lie no further from what was found than z of their own standard errors,
 * |p - visitors / of| = z sqrt(p (1 - p) / of), found by halving. Null of nobody.
 */
export function shareIntervalSlowly(visitors: number, of: number): Interval | null {
  if (of === 0) return null;
  const found = visitors / of;
  const isWithin = (share: number) => Math.abs(share - found) <= z * Math.sqrt((share * (1 - share)) / of);
  const end = (outside: number) => {
    if (found === outside) return outside;
    let [within, without] = [found, outside];
    for (let times = 0; times < 200; times += 1) {
      const middle = (within + without) / 2;
      if (isWithin(middle)) within = middle;
      else without = middle;
    }
    return within;
  };
  return { low: end(0), high: end(1) };
}
