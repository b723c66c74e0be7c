import { chiSquareUpperTail, isUndecided, sampleRatio } from "@flywheel/statistics";
import type { Arm, Health, SplitCheck } from "../answer.ts";

const differAtP = 0.001;
const warnAtShare = 0.01;

/** Whether the experiment can be believed at all, before anybody looks at what it says. */
export function healthOf(arms: readonly Arm[], simulated: boolean): Health {
  const assigned = splitOf(arms.map((arm) => [arm.assigned, arm.weight]));
  const analysed = splitOf(arms.map((arm) => [arm.analysed, arm.weight]));
  const total = sumOf(arms, ({ assigned }) => assigned);
  const excluded = sumOf(arms, (arm) => arm.excluded);
  const excludedShare = total === 0 ? 0 : excluded / total;
  const exclusionsDiffer = sharesDiffer(arms);
  return {
    assigned,
    analysed,
    excludedShare,
    exclusionsDiffer,
    broken: [
      ...(assigned?.broken ? (["split"] as const) : []),
      ...(analysed?.broken ? (["analysed-split"] as const) : []),
      ...(exclusionsDiffer ? (["exclusions-differ"] as const) : []),
    ],
    warnings: [
      ...(excludedShare > warnAtShare ? (["exclusions-above-1-percent"] as const) : []),
      ...(arms.some(({ failedToLoad }) => failedToLoad > 0) ? (["failures-to-load"] as const) : []),
      ...(simulated ? (["simulated"] as const) : []),
    ],
  };
}

/** An arm of weight 0 gets nobody and says nothing of the split. */
function splitOf(arms: readonly (readonly [count: number, weight: number])[]): SplitCheck | null {
  const dealt = arms.filter(([, weight]) => weight > 0);
  if (dealt.length < 2) return null;
  const split = sampleRatio(
    dealt.map(([count]) => count),
    dealt.map(([, weight]) => weight),
  );
  if (isUndecided(split)) return null;
  return { logBayesFactor: split.logBayesFactor, chiSquareP: split.pValue, broken: split.alarm };
}

/** Pearson's chi-square on excluded and kept by arm: an arm that loses other visitors than its neighbour is another arm. */
function sharesDiffer(arms: readonly Arm[]): boolean {
  const met = arms.filter(({ assigned }) => assigned > 0);
  const total = sumOf(met, ({ assigned }) => assigned);
  const share = sumOf(met, ({ excluded }) => excluded) / total;
  if (met.length < 2 || share === 0 || share === 1) return false;
  const statistic = sumOf(
    met,
    ({ assigned, excluded }) => (excluded - assigned * share) ** 2 / (assigned * share * (1 - share)),
  );
  return chiSquareUpperTail(statistic, met.length - 1) < differAtP;
}

const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
