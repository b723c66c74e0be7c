export type Scale = {
  readonly low: number;
  readonly high: number;
  /** Where a value stands between both ends, from 0 to 1; what is beyond an end stands at it. */
  readonly at: (value: number) => number;
};

/** One scale for all values, with 0 on it, so that lengths can be compared. Nothing beyond `most` stretches it. */
export function scaleOf(values: readonly number[], most = Number.POSITIVE_INFINITY): Scale {
  const known = values.filter(Number.isFinite).map((value) => Math.min(most, Math.max(-most, value)));
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  if (low === high) return { low: -1, high: 1, at: (value) => within((value + 1) / 2) };
  const air = (high - low) * 0.06;
  const ends = { low: low - air, high: high + air };
  return { ...ends, at: (value) => within((value - ends.low) / (ends.high - ends.low)) };
}

const within = (share: number) => Math.min(1, Math.max(0, share));
