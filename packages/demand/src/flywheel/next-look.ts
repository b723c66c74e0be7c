import type { Bottleneck, GainDraw } from "./bottleneck.ts";
import type { GatedLayer } from "./gates.ts";
import type { Evidence } from "./judge.ts";

/**
 * What would tell more, and when to look again.
 *
 * `experiment`: only moving the layer shows that it is the cause. `repeat`: an experiment has shown it; ship, and measure
 * again. `wait`: the weeks to come will separate the two. `compare`: they will not within half a year, so move one.
 * `inspect-days`: one day made the difference. `targets`: every layer is near its target.
 */
export type NextLook = {
  readonly probe: "experiment" | "repeat" | "wait" | "compare" | "inspect-days" | "targets";
  readonly layers: readonly GatedLayer[];
  readonly atMs: number;
};

type Known = {
  readonly bottleneck: Bottleneck<GatedLayer>;
  readonly draws: readonly Pick<GainDraw<GatedLayer>, "heldBack">[];
  readonly evidence: Readonly<Record<GatedLayer, Evidence>>;
  readonly weeks: number;
  readonly asOfMs: number;
};

const weekMs = 7 * 86_400_000;
const longestWaitWeeks = 26;
/** Of the normal distribution, for the support that a name needs. */
const supportQuantile = 1.644854;

export function nextLook({ bottleneck, draws, evidence, weeks, asOfMs }: Known): NextLook {
  const in_ = (count: number) => asOfMs + count * weekMs;
  if (bottleneck.is === "none-stands-out") return { probe: "targets", layers: [bottleneck.largest], atMs: in_(1) };
  if (bottleneck.is === "named") {
    const shown = evidence[bottleneck.layer] === "experiment";
    // No experiment is decided before seven full days, and its outcomes are a week's.
    return { probe: shown ? "repeat" : "experiment", layers: [bottleneck.layer], atMs: in_(2) };
  }
  if (bottleneck.because === "one-day") return { probe: "inspect-days", layers: bottleneck.between, atMs: in_(1) };
  const wait = weeksToSeparate(bottleneck.between, draws, weeks);
  if (wait > longestWaitWeeks) return { probe: "compare", layers: bottleneck.between, atMs: in_(2) };
  return { probe: "wait", layers: bottleneck.between, atMs: in_(wait) };
}

/**
 * Weeks to come until the difference d of what two hold back, whose error s shrinks with the root of the weeks, has the support that
 * a name needs, if it stays as it is: weeks ((z s / d)^2 - 1), at least one.
 */
export function weeksToSeparate<L extends string>(
  [a, b]: readonly [L, L],
  draws: readonly Pick<GainDraw<L>, "heldBack">[],
  weeks: number,
): number {
  const apart = draws.map(({ heldBack }) => heldBack[a] - heldBack[b]);
  const mean = apart.reduce((sum, it) => sum + it, 0) / apart.length;
  const variance = apart.reduce((sum, it) => sum + (it - mean) ** 2, 0) / apart.length;
  const needed = supportQuantile ** 2 * variance;
  return mean === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(weeks * (needed / mean ** 2 - 1)));
}
