/** A share that was counted over worlds, and where it must lie. */
export type Finding = {
  readonly what: string;
  readonly outcome: string;
  readonly treatmentShare: number;
  readonly observed: number;
  /** Worlds that it is a share of. */
  readonly worlds: number;
  readonly atLeast: number;
  readonly atMost: number;
};

export const isWithin = ({ observed, atLeast, atMost }: Finding): boolean => atLeast <= observed && observed <= atMost;

export type Bounds = Pick<Finding, "atLeast" | "atMost">;

/** How many standard errors a share may stray. */
export type Tolerance = { readonly towardsHalf: number; readonly away: number };

/** Over 2,000 worlds this is 3.8 to 6.3 % around 5 %, and 93.7 to 96.2 % around 95 %. */
export const usualTolerance: Tolerance = { towardsHalf: 2.67, away: 2.46 };

/** Simulated experiments for each finding, and how strictly each is judged. */
export type Effort = { readonly worlds: number; readonly tolerance: Tolerance };

/** How far a share may stray from p over so many worlds. */
export function aroundShare(p: number, worlds: number, { towardsHalf, away }: Tolerance = usualTolerance): Bounds {
  const error = Math.sqrt((p * (1 - p)) / Math.max(worlds, 1));
  const [up, down] = p > 0.5 ? [away, towardsHalf] : [towardsHalf, away];
  return { atLeast: Math.max(0, p - down * error), atMost: Math.min(1, p + up * error) };
}

export const anything: Bounds = { atLeast: 0, atMost: 1 };

/** The share of true among those that are decided. */
export function countShare(
  about: Pick<Finding, "what" | "outcome" | "treatmentShare">,
  answers: readonly (boolean | null)[],
  bounds: (worlds: number) => Bounds,
): Finding {
  const decided = answers.filter((answer) => answer !== null);
  const worlds = decided.length;
  // Of no world nothing is known, which is within no bounds.
  const observed = worlds === 0 ? -1 : decided.filter((answer) => answer).length / worlds;
  return { ...about, observed, worlds, ...bounds(worlds) };
}
