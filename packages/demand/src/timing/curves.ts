import type { Random } from "@flywheel/statistics";
import type { TimingEvidence } from "./evidence.ts";
import { judgePlateau, type Plateau, type PlateauRule } from "./plateau.ts";
import { fullyServed, type PanelChoice, panelAt, panelOf } from "./returns.ts";
import type { TimingThresholds } from "./thresholds.ts";

/** A segment's curve, judged twice: may it be said to hold, being one of several, and does it fall? Null: not to be told. */
export type SegmentCurve = {
  readonly key: string;
  /** Bounds are wrong once in twenty over all segments together (Bonferroni). */
  readonly corrected: Plateau | null;
  readonly plain: Plateau | null;
};

/** All curves that a verdict looks at. */
export type Curves = {
  readonly everyone: Plateau | null;
  readonly fullyServed: Plateau | null;
  readonly purchasers: Plateau | null;
  /** First everybody, who need no declaration, then those that were declared. */
  readonly segments: readonly SegmentCurve[];
};

const everyoneKey = "everyone";

export function curvesOf(evidence: TimingEvidence, thresholds: TimingThresholds, random: Random): Curves {
  const { organic, purchasers, segments, lastClosed } = evidence;
  const { plateau: rule, visitors, purchasers: leastPurchasers, segmentVisitors } = thresholds;
  const choice = (atLeast: number, declaredIn: number | null = null): PanelChoice => ({
    ...{ lastClosed, atLeast, declaredIn },
    ...{ points: rule.points, reachedBy: rule.reachedBy },
  });
  const judged = (panel: ReturnType<typeof panelOf>, alpha = rule.alpha) =>
    panel === null || panel.visitors === 0 ? null : judgePlateau(panel, withDraws(rule, alpha), random);

  const everyone = panelOf(organic, choice(visitors));
  const served =
    everyone === null
      ? null
      : panelAt(fullyServed(organic, everyone.firstAge), everyone.lastAge, choice(segmentVisitors));
  const correctedAlpha = rule.alpha / (segments.length + 1);
  const panels = [
    { key: everyoneKey, panel: everyone },
    ...segments.map(({ key, declaredIn, returns }) => ({
      key,
      panel: panelOf(returns, choice(segmentVisitors, declaredIn)),
    })),
  ];
  return {
    everyone: judged(everyone),
    fullyServed: judged(served),
    purchasers: judged(panelOf(purchasers, choice(leastPurchasers))),
    segments: panels.map(({ key, panel }) => ({
      key,
      corrected: judged(panel, correctedAlpha),
      plain: judged(panel),
    })),
  };
}

/** A bound far out needs more draws to lie among them: twenty beyond it. */
const withDraws = ({ weeklyRatio, floor, draws }: TimingThresholds["plateau"], alpha: number): PlateauRule => ({
  ...{ weeklyRatio, floor, alpha },
  draws: Math.max(draws, Math.ceil(20 / alpha)),
});
