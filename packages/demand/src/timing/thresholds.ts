/** What decides, shown with every signal and verdict. Some of it a question can state otherwise: see `StatedThresholds`. */
export type TimingThresholds = typeof timingThresholds;

export const timingThresholds = {
  plateau: {
    /** Weekly ratio of retention: what loses more than 7 % a week is no plateau. */
    weeklyRatio: 0.93,
    /** Below this even a level that holds is no demand. */
    floor: 0.02,
    /** How many weekly points, the last that have matured, are judged. */
    points: 4,
    /** An age has matured when this share of the most visitors that have reached any has reached it. */
    reachedBy: 0.5,
    /** One-sided, of the slope and of the level alike. */
    alpha: 0.05,
    draws: 2_000,
  },
  /** Visitors in matured organic cohorts; of purchasers and of a segment. */
  visitors: 2_000,
  purchasers: 100,
  segmentVisitors: 100,
  /** Two-sided, of every other interval. */
  alpha: 0.05,
  seanEllis: { veryDisappointed: 0.4 },
  quickRatio: { weeks: 4, above: 1 },
  organicShare: 0.6,
  purchasedShare: 0.1,
  subsidy: { below: 0.5, weeks: 4 },
  powerUsers: { atLeastDays: 14, share: 0.1 },
  probe: { noise: 0.02 },
  /** 0.93 to the ninth: the weekly ratio, from week 3 to week 12. */
  rebased: { early: 3, late: 12, atLeast: 0.52 },
  supply: {
    /** Of all opportunity, that of compute, models and incentives together. */
    shareOfOpportunity: 0.5,
    busyMinutes: 0.2,
  },
  farmed: { grantedShare: 0.5, hazardRatio: 2, alpha: 0.1 },
};
