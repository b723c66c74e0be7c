import type { Random } from "../bootstrap/random.ts";
import { normalCdf } from "../distributions/normal.ts";
import { capOf } from "../estimates/capping.ts";
import { momentsFromSums } from "../moments/from-sums.ts";
import type { Moments } from "../moments/moments.ts";
import { binomial, normal } from "./draws.ts";

/** One day of one arm: moments of one variable, and how many of its values are not 0. */
export type Day = { readonly moments: Moments; readonly nonZero: number };

/** What an outcome is in one world: its settings may be drawn before the start. */
export type World = {
  readonly day: (n: number, treated: boolean, random: Random) => Day;
  /** Treatment minus control, exactly. */
  readonly planted: number;
};

export type Outcome = {
  readonly name: string;
  readonly metric: "proportion" | "other";
  /** Enough for the first look to open before the end in the smaller arm. */
  readonly observationsPerDay: number;
  /** The relative lift of the worlds that have one. */
  readonly lift: number;
  readonly begin: (lift: number, random: Random) => World;
};

const share = (name: string, p: number, observationsPerDay: number): Outcome => ({
  name,
  metric: "proportion",
  observationsPerDay,
  lift: 0.15,
  begin: (lift) => ({
    planted: p * lift,
    day(n, treated, random) {
      const successes = binomial(n, treated ? p * (1 + lift) : p, random);
      return { moments: momentsFromSums({ n, sums: [successes], crossSums: [[successes]] }), nonZero: successes };
    },
  }),
});

const payers = 0.05;
/** Standard deviation of the log of a payment: the largest of a thousand is some 500 times the median. */
const sigma = 2;
const seenBeforeStart = 10_000;

/**
 * Few pay, and what they pay is lognormal. Values are capped at the 99.5th percentile of a sample before the start, so
 * the planted difference is that of capped values.
 */
const revenue: Outcome = {
  name: "revenue",
  metric: "other",
  observationsPerDay: 2000,
  lift: 0.2,
  begin(lift, random) {
    const paid = Array.from({ length: binomial(seenBeforeStart, payers, random) }, () =>
      Math.exp(sigma * normal(random)),
    );
    const before = Float64Array.from([...paid, ...new Array<number>(seenBeforeStart - paid.length).fill(0)]).sort();
    const cap = capOf(before, 0.995);
    if (typeof cap !== "number") throw new Error(`the sample before the start has no cap: ${cap.undecided}`);
    return {
      planted: payers * (cappedMean(1 + lift, cap) - cappedMean(1, cap)),
      day(n, treated, random) {
        const nonZero = binomial(n, payers, random);
        let [sum, squares] = [0, 0];
        for (let payer = 0; payer < nonZero; payer += 1) {
          const value = Math.min(cap, (treated ? 1 + lift : 1) * Math.exp(sigma * normal(random)));
          sum += value;
          squares += value * value;
        }
        return { moments: momentsFromSums({ n, sums: [sum], crossSums: [[squares]] }), nonZero };
      },
    };
  },
};

/**
 * E min(factor e^(sigma Z), cap), the limited expected value of a lognormal (Klugman, Panjer and Willmot 2012, Loss
 * Models, appendix A).
 */
function cappedMean(factor: number, cap: number): number {
  const z = Math.log(cap / factor) / sigma;
  return factor * Math.exp(sigma ** 2 / 2) * normalCdf(z - sigma) + cap * normalCdf(-z);
}

export const outcomes: readonly Outcome[] = [share("rare", 0.02, 2000), share("common", 0.4, 400), revenue];
