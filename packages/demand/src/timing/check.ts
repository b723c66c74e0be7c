import type { Plateau } from "./plateau.ts";
import type { Signal } from "./signal.ts";

export const checkNames = [
  "matured-visitors",
  "matured-points",
  "supply-share-of-opportunity",
  "busy-minutes",
  "fully-served-visitors",
  "fully-served-ratio",
  "fully-served-level",
  "purchasers",
  "purchasers-ratio",
  "purchasers-level",
  "organic-share",
  "quick-ratio",
  "segments-that-hold",
  "segments-that-do-not-fall",
] as const;
export type CheckName = (typeof checkNames)[number];

/** One comparison that a verdict rests on: what was found, bounds where there are any, and what it takes. */
export type Check = {
  readonly check: CheckName;
  /** Null while it cannot be told, which meets nothing. */
  readonly found: number | null;
  readonly must: "reach" | "exceed" | "stay-below";
  readonly needs: number;
  readonly met: boolean;
};

export function checkOf(check: CheckName, found: number | null, must: Check["must"], needs: number): Check {
  const met = found !== null && (must === "reach" ? found >= needs : must === "exceed" ? found > needs : found < needs);
  return { check, found, must, needs, met };
}

/** Of a plateau: enough visitors, and both lower bounds above what they must exceed. Without one nobody was counted. */
export function plateauChecks(
  names: readonly [CheckName, CheckName, CheckName],
  plateau: Plateau | null,
  { atLeast, weeklyRatio, floor }: { readonly atLeast: number; readonly weeklyRatio: number; readonly floor: number },
): readonly Check[] {
  const [visitors, ratio, level] = names;
  return [
    checkOf(visitors, plateau?.n ?? null, "reach", atLeast),
    checkOf(ratio, plateau?.ratioInterval.low ?? null, "exceed", weeklyRatio),
    checkOf(level, plateau?.levelInterval.low ?? null, "exceed", floor),
  ];
}

export const lowBoundCheck = (check: CheckName, signal: Signal, needs: number): Check =>
  checkOf(check, signal.is === "measured" ? signal.interval.low : null, "exceed", needs);
