import { type Interval, isUndecided, wilsonInterval } from "@flywheel/statistics";

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
  return { probe, n, atLeast: { click: clicked, contact: left, prepaid: paid }, noiseBelow, reads };
}
