import type { Interval } from "../intervals/interval.ts";
import { type Undecided, undecided } from "../undecided.ts";
import { requirePositive, requireShare, WrongSettingError } from "../wrong-setting-error.ts";
import type { Random } from "./random.ts";

/** Units that are independent of each other, each with `width` values that may be summed over units. */
export type Units = {
  /** Row by row. */
  readonly values: Float64Array;
  readonly width: number;
};

/** One draw: how many units were drawn, and the sums of their values. */
export type Draw = { readonly n: number; readonly sums: Float64Array };

/**
 * The Poisson bootstrap: in each draw every unit counts a Poisson(1) number of times, which for many units is drawing with
 * replacement (Chamandy, Muralidharan, Najmi and Naidu 2012, "Estimating Uncertainty for Massive Data Streams"). A
 * statistic is then a function of the sums, and two statistics of one draw belong together.
 */
export function* poissonBootstrap(units: Units, draws: number, random: Random): Generator<Draw> {
  const { values, width } = units;
  requirePositive("draws", draws);
  requirePositive("width", width);
  if (values.length % width !== 0) {
    throw new WrongSettingError({ setting: "values", value: values.length, expected: `a multiple of ${width}` });
  }
  for (let draw = 0; draw < draws; draw += 1) {
    const sums = new Float64Array(width);
    let n = 0;
    for (let row = 0; row < values.length; row += width) {
      const times = poissonOne(random());
      n += times;
      for (let i = 0; times > 0 && i < width; i += 1) {
        sums[i] = (sums[i] ?? 0) + times * (values[row + i] ?? 0);
      }
    }
    yield { n, sums };
  }
}

/** The Poisson(1) quantile of u in [0, 1), by adding up e^-1 / k!. */
export function poissonOne(u: number): number {
  let [k, chance, left] = [0, Math.exp(-1), u];
  // The chances add up to 1 only within rounding; past 20 they are too small to change a sum.
  while (left >= chance && k < 20) {
    left -= chance;
    k += 1;
    chance /= k;
  }
  return k;
}

/** The interval between the alpha/2 and 1 - alpha/2 quantiles of the draws (type 7 of Hyndman and Fan 1996). */
export function percentileInterval(draws: readonly number[], alpha: number): Interval | Undecided {
  requireShare("alpha", alpha);
  if (draws.length < 2) return undecided("too-few");
  if (draws.some((draw) => !Number.isFinite(draw))) return undecided("not-finite");
  const ascending = Float64Array.from(draws).sort();
  return { low: quantileOf(ascending, alpha / 2), high: quantileOf(ascending, 1 - alpha / 2) };
}

function quantileOf(ascending: Float64Array, share: number): number {
  const place = share * (ascending.length - 1);
  const [below, above] = [ascending[Math.floor(place)] ?? 0, ascending[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}
