import type { Random } from "@flywheel/statistics";
import type { TimingEvidence } from "./evidence.ts";
import { judgePlateau, type Plateau, type PlateauRule } from "./plateau.ts";
import { fullyServed, type Panel, type PanelChoice, panelAt, panelOf } from "./returns.ts";
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

/** One curve after the other, because all draw from one randomness. */
export async function curvesOf(
  evidence: TimingEvidence,
  thresholds: TimingThresholds,
  random: Random,
  signal?: AbortSignal,
): Promise<Curves> {
  const { organic, purchasers, segments, lastClosed } = evidence;
  const { plateau: rule, visitors, purchasers: leastPurchasers, segmentVisitors } = thresholds;
  const choice = (atLeast: number, declaredIn: number | null = null): PanelChoice => ({
    ...{ lastClosed, atLeast, declaredIn },
    ...{ points: rule.points, reachedBy: rule.reachedBy },
  });
  const judged = async (panel: Panel | null, alpha = rule.alpha): Promise<Plateau | null> =>
    panel === null || panel.visitors === 0 ? null : judgePlateau(panel, withDraws(rule, alpha), random, signal);

  const everyone = await panelOf(organic, choice(visitors), signal);
  const served =
    everyone === null
      ? null
      : await panelAt(fullyServed(organic, everyone.firstAge), everyone.lastAge, choice(segmentVisitors), signal);
  const correctedAlpha = rule.alpha / (segments.length + 1);
  const twice = async (key: string, panel: Panel | null): Promise<SegmentCurve> => ({
    key,
    corrected: await judged(panel, correctedAlpha),
    plain: await judged(panel),
  });
  const whole = {
    everyone: await judged(everyone),
    fullyServed: await judged(served),
    purchasers: await judged(await panelOf(purchasers, choice(leastPurchasers), signal)),
  };
  const curves = [await twice(everyoneKey, everyone)];
  for (const { key, declaredIn, returns } of segments) {
    curves.push(await twice(key, await panelOf(returns, choice(segmentVisitors, declaredIn), signal)));
  }
  return { ...whole, segments: curves };
}

/** A bound far out needs more draws to lie among them: twenty beyond it. */
const withDraws = ({ weeklyRatio, floor, draws }: TimingThresholds["plateau"], alpha: number): PlateauRule => ({
  ...{ weeklyRatio, floor, alpha },
  draws: Math.max(draws, Math.ceil(20 / alpha)),
});
