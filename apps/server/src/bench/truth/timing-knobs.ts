import { seededRandom } from "@flywheel/demand";
import type { Hazards } from "./timing-returns.ts";

/** All that a population of the timing is made of; what it comes to is worked out from these, never from its events. */
export type Knobs = {
  readonly variant: string;
  readonly visitors: number;
  /** By the calendar week, after the first visit and after every later one. */
  readonly firstReturns: Hazards;
  readonly returns: Hazards;
  /** Arrivals of a week by those of the week before, in the first `arrivingWeeks`. */
  readonly growth: number;
  readonly arrivingWeeks: number;
  /** Share of visitors who pay for what they keep, and of outputs that are kept. */
  readonly payers: number;
  readonly keeps: number;
  /** Those who come by a campaign that grants them credits. */
  readonly campaign: Campaign | null;
  /** A share comes for chat, keeps less of it, and then comes back less. Everybody else keeps everything. */
  readonly chat: { readonly share: number; readonly keeps: number; readonly keptNothing: number } | null;
  readonly shortage: Shortage | null;
};

export type Campaign = {
  /** Of arrivals, until the week in which it ends. */
  readonly share: number;
  readonly weeks: number;
  /** Of them: who only come for the grants. */
  readonly farmers: number;
  readonly farmerHazard: number;
};

export type Shortage = {
  /** What the network lacks: capacity in the evening, nodes that broke or did not earn, or models. */
  readonly of: "evenings" | "faults" | "unprofitable" | "models";
  /** Of asks, how many are lost. */
  readonly share: number;
  /** Factor on the hazard of coming again after a visit without an answer. */
  readonly unserved: number;
  /** Offered by active time in a busy hour, eight weeks before the end. */
  readonly rho: number;
};

export const timingClasses = ["here", "early", "absent", "supply-limited"] as const;
export type TimingClass = (typeof timingClasses)[number];

/** Asks of a visit; everybody else has one. */
export const farmerAsks = 6;

/** Weeks of a population. */
export const timingWeeks = 16;

const bare = {
  visitors: 12_000,
  growth: 1,
  arrivingWeeks: timingWeeks,
  payers: 0,
  keeps: 0.8,
  campaign: null,
  chat: null,
  shortage: null,
} as const;

type Draw = (low: number, high: number) => number;

/** Population by population: each class in several ways, each with numbers of its own. */
export function knobsOf(timing: TimingClass, seed: number): Knobs {
  const random = seededRandom(timingClasses.indexOf(timing) * 1_000 + seed);
  const draw: Draw = (low, high) => Math.round((low + random() * (high - low)) * 1_000) / 1_000;
  const ways = waysOf[timing];
  const way = ways[(seed - 1) % ways.length];
  if (way === undefined) throw new RangeError(`there is no way to be ${timing}`);
  return { ...bare, ...way(draw) };
}

/** Whoever has come twice comes for good, each week or now and then; many have gone before. */
const staying = (draw: Draw) => {
  const usual = draw(0.38, 0.58);
  return {
    firstReturns: { hazard: [draw(0.4, 0.6), draw(0.2, 0.4), draw(0.1, 0.3)], later: 0 },
    returns: { hazard: [usual, draw(usual - 0.1, usual + 0.1)], later: usual },
  };
};

/** Every absence may be the last. */
const leaving = (draw: Draw) => {
  const usual = draw(0.45, 0.7);
  const returns = { hazard: [usual, draw(0.1, 0.25), draw(0.05, 0.15)], later: 0 };
  return { firstReturns: returns, returns };
};

/** From the first visit on. */
const steady = (draw: Draw, low = 0.35, high = 0.55) => {
  const usual = draw(low, high);
  const returns = { hazard: [usual], later: usual };
  return { firstReturns: returns, returns };
};

const given = (share: number): Campaign => ({ share, weeks: timingWeeks, farmers: 0, farmerHazard: 0 });

const short = (of: Shortage["of"], share: number) => (draw: Draw) => ({
  ...{ variant: `short of ${of}`, ...steady(draw, 0.5, 0.62), payers: draw(0.7, 0.95), keeps: 0.95 },
  // More would make even those who were fully served until now fall while they are judged.
  shortage: { of, share, unserved: draw(0.74, 0.82), rho: draw(1.1, 1.5) },
});

const waysOf: Readonly<
  Record<TimingClass, readonly ((draw: Draw) => Partial<Knobs> & Pick<Knobs, "variant" | "returns" | "firstReturns">)[]>
> = {
  here: [
    (draw) => ({ variant: "bought", ...staying(draw), payers: draw(0.5, 0.9), growth: draw(1.01, 1.06) }),
    (draw) => ({ variant: "bought by some", ...staying(draw), payers: draw(0.3, 0.5), growth: draw(1.03, 1.08) }),
    (draw) => ({
      ...{ variant: "bought, and given to a few", ...staying(draw) },
      ...{ payers: draw(0.5, 0.9), growth: draw(1.02, 1.06), campaign: given(draw(0.1, 0.25)) },
    }),
  ],
  early: [
    (draw) => ({ variant: "nobody pays", ...staying(draw), growth: draw(1.01, 1.06) }),
    (draw) => {
      const usual = draw(0.45, 0.6);
      // Who was away for five weeks is gone: the ratio stays near 1, and nobody comes in the place of those who go.
      const returns = { hazard: Array.from({ length: 5 }, () => usual), later: 0 };
      return {
        ...{ variant: "nobody new", firstReturns: returns, returns, payers: draw(0.4, 0.8) },
        ...{ arrivingWeeks: timingWeeks - 6, growth: draw(0.95, 1.02) },
      };
    },
    (draw) => ({
      ...{ variant: "given to most", visitors: 16_000, ...staying(draw) },
      ...{ payers: draw(0.4, 0.8), campaign: given(draw(0.6, 0.68)) },
    }),
    (draw) => {
      const returns = { hazard: [draw(0.72, 0.8), draw(0.6, 0.7), draw(0.5, 0.6), draw(0.4, 0.5)], later: 0 };
      return {
        ...{ variant: "one app of two", firstReturns: returns, returns, payers: draw(0, 0.3) },
        chat: { share: draw(0.86, 0.92), keeps: draw(0.15, 0.35), keptNothing: draw(0.3, 0.45) },
      };
    },
  ],
  absent: [
    (draw) => ({ variant: "all leave", ...leaving(draw), growth: draw(0.98, 1.05) }),
    (draw) => ({ variant: "all pay and leave", ...leaving(draw), payers: draw(0.5, 0.9) }),
    (draw) => ({
      variant: "ever more come and leave",
      ...leaving(draw),
      payers: draw(0.2, 0.6),
      growth: draw(1.05, 1.1),
    }),
    (draw) => ({
      ...{ variant: "one app leaves sooner", ...leaving(draw), payers: draw(0, 0.3) },
      chat: { share: draw(0.4, 0.6), keeps: draw(0.2, 0.4), keptNothing: draw(0.5, 0.8) },
    }),
  ],
  "supply-limited": [
    short("evenings", 0.22),
    short("faults", 1 / 4),
    short("unprofitable", 1 / 5),
    short("models", 0.22),
  ],
};

/** Campaigns to farm, and what else there is: people who leave, who stay and do not pay, or too few who stay and pay. */
export function farmedKnobsOf(seed: number): Knobs {
  const random = seededRandom(9_000 + seed);
  const draw: Draw = (low, high) => Math.round((low + random() * (high - low)) * 1_000) / 1_000;
  const way = seed % 3;
  const rest =
    way === 0
      ? { variant: "and the rest leaves", ...leaving(draw), payers: draw(0.2, 0.8), growth: draw(1, 1.08) }
      : way === 1
        ? { variant: "and the rest does not pay", ...steady(draw, 0.25, 0.4), payers: 0 }
        : { variant: "and few pay and stay", ...steady(draw, 0.25, 0.4), payers: draw(0.4, 0.8) };
  // Had the farmers left long ago, the few would be all there is, and their demand would be here.
  const isLate = way === 2;
  const weeks = isLate ? timingWeeks - 2 : Math.round(draw(9, 12));
  const share = isLate ? draw(0.5, 0.54) : draw(0.45, 0.49);
  return {
    ...{ ...bare, visitors: isLate ? 6_400 : 6_200, ...rest },
    campaign: { share, weeks, farmers: draw(0.85, 1), farmerHazard: draw(0.8, 0.95) },
  };
}
