import { weekMs, weekStartMs } from "../../by-week/weeks.ts";
import { layerIds } from "../../words/layer-names.ts";
import type { Check, Measured, Plateau, Signals, TimingAnswer, Verdict } from "./answer.ts";

/** A Monday, and the number of its week. */
export const mondayMs = Date.UTC(2026, 5, 1);
const week = (mondayMs - weekStartMs(0)) / weekMs;

export const thresholds: Verdict["thresholds"] = {
  plateau: { weeklyRatio: 0.93, floor: 0.02, points: 4, reachedBy: 0.5, alpha: 0.05, draws: 2_000 },
  visitors: 2_000,
  purchasers: 100,
  segmentVisitors: 100,
  alpha: 0.05,
  seanEllis: { veryDisappointed: 0.4 },
  quickRatio: { weeks: 4, above: 1 },
  organicShare: 0.6,
  purchasedShare: 0.1,
  subsidy: { below: 0.5, weeks: 4 },
  powerUsers: { atLeastDays: 14, share: 0.1 },
  probe: { noise: 0.02 },
  rebased: { early: 3, late: 12, atLeast: 0.52 },
  supply: { shareOfOpportunity: 0.5, busyMinutes: 0.2 },
  farmed: { grantedShare: 0.5, hazardRatio: 2, alpha: 0.1 },
};

export const inventMeasured = (of: Partial<Measured> = {}): Measured => ({
  is: "measured",
  n: 1_234,
  estimate: 0.7,
  interval: { low: 0.65, high: 0.75 },
  maturity: { of: "weeks", have: 4, need: 4 },
  threshold: 0.6,
  bound: "low",
  passes: true,
  ...of,
});

export const inventPlateau = (of: Partial<Plateau> = {}): Plateau => ({
  n: 2_345,
  firstAge: 5,
  lastAge: 8,
  active: [410, 402, 405, 399],
  weeklyRatio: 0.99,
  ratioInterval: { low: 0.95, high: 1.03 },
  level: 0.17,
  levelInterval: { low: 0.16, high: 0.19 },
  rule: { weeklyRatio: 0.93, floor: 0.02, alpha: 0.05, draws: 2_000 },
  holds: true,
  falls: false,
  ...of,
});

export const inventCheck = (of: Partial<Check> = {}): Check => ({
  check: "matured-visitors",
  found: 2_345,
  must: "reach",
  needs: 2_000,
  met: true,
  ...of,
});

export const inventVerdict = (of: Partial<Verdict> = {}): Verdict => ({
  is: "here",
  sufficient: [inventCheck()],
  rules: [],
  missing: [],
  restsOn: [inventCheck(), inventCheck({ check: "organic-share", found: 0.65, must: "exceed", needs: 0.6 })],
  wouldBecome: [
    {
      timing: "supply-limited",
      once: [
        inventCheck({ check: "supply-share-of-opportunity", found: null, needs: 0.5, met: false }),
        inventCheck({ check: "fully-served-ratio", found: 0.91, must: "exceed", needs: 0.93, met: false }),
      ],
    },
  ],
  lookAgainInWeeks: null,
  curves: {
    everyone: inventPlateau(),
    fullyServed: null,
    purchasers: inventPlateau({ n: 321, active: [80, 79, 81, 80] }),
    segments: [{ key: "everyone", corrected: inventPlateau({ holds: false }), plain: inventPlateau() }],
  },
  farmed: {
    n: 50,
    served: { free: 100, granted: 50, purchased: 850 },
    grantedShare: 0.05,
    hazardRatio: { estimate: 1.2, low: 0.9 },
    rule: { grantedShare: 0.5, hazardRatio: 2, alpha: 0.1 },
    farmed: false,
  },
  saysFarmed: false,
  thresholds,
  ...of,
});

export const inventSignals = (of: Partial<Signals> = {}): Signals => ({
  seanEllis: null,
  quickRatio: inventMeasured({ estimate: 1.2, interval: { low: 1.1, high: 1.31 }, threshold: 1 }),
  organicShare: inventMeasured(),
  purchasedShare: inventMeasured({ estimate: 0.1, interval: { low: 0.05, high: 0.2 }, threshold: 0.1, passes: false }),
  subsidy: {
    share: inventMeasured({
      n: 6,
      bound: "high",
      threshold: 0.5,
      passes: false,
      maturity: { of: "weeks", have: 6, need: 4 },
    }),
    taper: { perWeek: -0.03, interval: { low: -0.04, high: -0.02 }, tapers: true },
  },
  powerUsers: { is: "withheld", because: "too-few", n: 0, maturity: { of: "weeks", have: 4, need: 4 } },
  probes: [],
  rebased: { is: "withheld", because: "not-matured", n: 900, maturity: { of: "weeks", have: 9, need: 13 } },
  ...of,
});

export const inventAnswer = (of: Partial<TimingAnswer> = {}): TimingAnswer => ({
  asOfMs: mondayMs + 16 * weekMs + 3_600_000,
  question: {
    ...{ app: null, traffic: "real", fromMs: mondayMs, toMs: mondayMs + 16 * weekMs + 3_600_000 },
    ...{ timeZone: "UTC", weekStart: 1, segment: null, statedWaitMs: 30_000 },
    ...{ incentives: "grants-and-campaigns", survey: null, declared: [], targets: {}, thresholds: {} },
  },
  basis: { visitors: 4_321, events: 56_789, botEvents: 12, simulated: false },
  weeks: { firstWeek: week, lastClosed: week + 15 },
  targets: Object.fromEntries(
    layerIds.map((layer) => [layer, { rate: 0.6, origin: "default" }]),
  ) as TimingAnswer["targets"],
  signals: inventSignals(),
  verdict: inventVerdict(),
  ...of,
});
