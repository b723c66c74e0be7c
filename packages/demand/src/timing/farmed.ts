import { normalQuantile } from "@flywheel/statistics";
import { logContrast } from "./log-contrast.ts";

/** Visitors with grants whose active weeks came to the same: how many there were, and whether the last was followed by none. */
export type GrantWeeks = {
  readonly visitors: number;
  /** Active weeks in which their grants ended (0 or 1), and those of them that they left after. */
  readonly ending: number;
  readonly leftEnding: number;
  /** All other active weeks that are matured, and those of them that they left after. */
  readonly other: number;
  readonly leftOther: number;
};

/** Served requests of closed weeks. */
export type ServedByFunding = Readonly<Record<"free" | "granted" | "purchased", number>>;

export type Farmed = {
  readonly n: number;
  readonly served: ServedByFunding;
  readonly grantedShare: number;
  /** Weekly hazard of leaving in the week grants end by that of other weeks; null when nobody's grants have ended yet. */
  readonly hazardRatio: { readonly estimate: number; readonly low: number } | null;
  readonly rule: FarmedRule;
  readonly farmed: boolean;
};

export type FarmedRule = {
  readonly grantedShare: number;
  readonly hazardRatio: number;
  /** One-sided. */
  readonly alpha: number;
};

/**
 * Is use there only as long as it is given away? More than `rule.grantedShare`, usually half, of served requests are
 * granted, and those who make them leave at least twice as often in the week their grants end:
 *
 *   (left ending / weeks ending) / (left other / weeks other),  lower 90 % bound, by `logContrast` over visitors
 *
 * When a grant ends must not depend on whether its visitor stays, or leaving would look like an end.
 */
export function judgeFarmed(grants: readonly GrantWeeks[], served: ServedByFunding, rule: FarmedRule): Farmed {
  const all = served.free + served.granted + served.purchased;
  const grantedShare = all === 0 ? 0 : served.granted / all;
  const hazardRatio = hazardRatioOf(grants, rule.alpha);
  return {
    n: grants.reduce((sum, { visitors }) => sum + visitors, 0),
    served,
    grantedShare,
    hazardRatio,
    rule,
    farmed: grantedShare > rule.grantedShare && hazardRatio !== null && hazardRatio.low >= rule.hazardRatio,
  };
}

function hazardRatioOf(grants: readonly GrantWeeks[], alpha: number): Farmed["hazardRatio"] {
  const total = (of: (row: GrantWeeks) => number) => grants.reduce((sum, row) => sum + row.visitors * of(row), 0);
  if (total((it) => it.ending) === 0 || total((it) => it.other) === 0) return null;
  const rows = grants.map(({ visitors, ending, leftEnding, other, leftOther }) => ({
    visitors,
    values: [leftEnding, ending, leftOther, other],
  }));
  const { estimate, standardError } = logContrast(rows, [1, -1, -1, 1]);
  return { estimate: Math.exp(estimate), low: Math.exp(estimate + normalQuantile(alpha) * standardError) };
}
