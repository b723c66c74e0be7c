import { type Interval, isUndecided, wilsonInterval } from "@flywheel/statistics";
import type { Maturity } from "./signal.ts";

/** Visitors who saw an offer of what does not exist yet, and the most that each of them did. */
export type ProbeCounts = {
  readonly probe: string;
  readonly shown: number;
  readonly click: number;
  readonly contact: number;
  readonly prepaid: number;
};

/** In rising cost to the visitor. */
export const commitments = ["click", "contact", "prepaid"] as const;
export type Commitment = (typeof commitments)[number];

export type ProbeSignal = {
  readonly probe: string;
  readonly n: number;
  /** `need`: so many must see it before it can be told as noise that nobody clicks. */
  readonly maturity: Maturity;
  /** Who committed themselves at least so far, of those who saw it. */
  readonly atLeast: Readonly<Record<Commitment, { readonly visitors: number; readonly interval: Interval }>>;
  readonly noiseBelow: number;
  /** `noise`: clicks are below the limit with the whole interval, `signal`: above with the whole, else `unclear`. */
  readonly reads: "noise" | "unclear" | "signal";
};

/** Null when nobody saw it. A click is cheap, so the levels are never added up to one number. */
export function probeSignal(counts: ProbeCounts, noiseBelow: number, alpha: number): ProbeSignal | null {
  const { probe, shown: n, click, contact, prepaid } = counts;
  const reached = { click: click + contact + prepaid, contact: contact + prepaid, prepaid };
  const of = (visitors: number) => {
    const interval = wilsonInterval(visitors, n, alpha);
    return isUndecided(interval) ? null : { visitors, interval };
  };
  const [clicked, left, paid] = [of(reached.click), of(reached.contact), of(reached.prepaid)];
  if (clicked === null || left === null || paid === null) return null;
  const { low, high } = clicked.interval;
  const reads = high < noiseBelow ? "noise" : low >= noiseBelow ? "signal" : "unclear";
  const need = enoughFor(noiseBelow, alpha);
  const maturity: Maturity = { of: "visitors", have: Math.min(n, need), need };
  return { probe, n, maturity, atLeast: { click: clicked, contact: left, prepaid: paid }, noiseBelow, reads };
}

/** The least n at which Wilson's interval of 0 of n, [0, z^2 / (n + z^2)], ends below the limit. */
function enoughFor(noiseBelow: number, alpha: number): number {
  const one = wilsonInterval(0, 1, alpha);
  if (isUndecided(one)) return 1;
  const zSquared = one.high / (1 - one.high);
  return Math.max(1, Math.floor((zSquared * (1 - noiseBelow)) / noiseBelow) + 1);
}
