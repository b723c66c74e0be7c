/** Of one bootstrap draw, by layer, beside its Y. Draws belong together, so they are compared draw by draw. */
export type GainDraw<L extends string> = {
  readonly gains: Readonly<Record<L, number>>;
  /** The gain of what is short of its target; what is above it holds nothing back, whatever fewer would bring. */
  readonly heldBack: Readonly<Record<L, number>>;
  readonly outcome: number;
};
type Held<L extends string> = Pick<GainDraw<L>, "heldBack" | "outcome">;

/** Shown with the verdict. */
export const bottleneckThresholds = { support: 0.95, shareOfOutcome: 0.05 } as const;

export type Bottleneck<L extends string> =
  | { readonly is: "named"; readonly layer: L; readonly support: number; readonly lowShare: number }
  /** The two that are largest most often; `support` is of the first. */
  | {
      readonly is: "undecided";
      readonly between: readonly [L, L];
      readonly support: number;
      readonly because: "support";
    }
  /** Without that day another layer is the largest, so the day may be one event. */
  | {
      readonly is: "undecided";
      readonly between: readonly [L, L];
      readonly support: number;
      readonly because: "one-day";
    }
  /** No layer's gain is surely worth 5 % of Y. */
  | { readonly is: "none-stands-out"; readonly largest: L; readonly support: number; readonly lowShare: number };

/**
 * Which layer holds demand back, from draws of what each holds back. `withoutDays`: for each day of the period, the layer
 * that holds most back when the day is left out. Support is a share of draws, not a probability.
 */
export function judgeBottleneck<L extends string>(
  layers: readonly [L, L, ...L[]],
  draws: readonly Held<L>[],
  withoutDays: readonly L[],
): Bottleneck<L> {
  const [first, second] = byTimesLargest(layers, draws);
  const support = first.times / draws.length;
  const lowShare = lowShareOf(first.layer, draws);
  const strong = layers.some((layer) => lowShareOf(layer, draws) >= bottleneckThresholds.shareOfOutcome);
  if (!strong) return { is: "none-stands-out", largest: first.layer, support, lowShare };

  const between = [first.layer, second.layer] as const;
  if (support < bottleneckThresholds.support || lowShare < bottleneckThresholds.shareOfOutcome) {
    return { is: "undecided", between, support, because: "support" };
  }
  const other = withoutDays.find((layer) => layer !== first.layer);
  if (other !== undefined) return { is: "undecided", between: [first.layer, other], support, because: "one-day" };
  return { is: "named", layer: first.layer, support, lowShare };
}

type Counted<L> = { readonly layer: L; readonly times: number };

function byTimesLargest<L extends string>(
  layers: readonly [L, L, ...L[]],
  draws: readonly Held<L>[],
): [Counted<L>, Counted<L>] {
  const times = new Map<L, number>(layers.map((layer) => [layer, 0]));
  for (const { heldBack } of draws) {
    const layer = largestOf(layers, heldBack);
    times.set(layer, (times.get(layer) ?? 0) + 1);
  }
  const [a, b] = layers.map((layer) => ({ layer, times: times.get(layer) ?? 0 })).sort((x, y) => y.times - x.times);
  return [a ?? { layer: layers[0], times: 0 }, b ?? { layer: layers[1], times: 0 }];
}

/** Of equal ones the first, in the order of the layers. */
export function largestOf<L extends string>(layers: readonly [L, ...L[]], held: Readonly<Record<L, number>>): L {
  return layers.reduce((best, layer) => (held[layer] > held[best] ? layer : best));
}

/** The 5 % quantile of gain / Y; a draw without Y has no share and counts as the worst. */
function lowShareOf<L extends string>(layer: L, draws: readonly Held<L>[]): number {
  const shares = draws
    .map(({ heldBack, outcome }) => (outcome > 0 ? heldBack[layer] / outcome : Number.NEGATIVE_INFINITY))
    .sort((a, b) => a - b);
  return shares[Math.floor(0.05 * shares.length)] ?? Number.NEGATIVE_INFINITY;
}
