import type { FunnelAnswer } from "@flywheel/api/type";
import { formatCount, formatShare } from "@flywheel/ui";
import { type JourneyGate, journeyGates } from "@flywheel/vocabulary/journey";
import { sayInterval, sayShare } from "../../by-week/amounts.ts";
import { formatElapsed } from "../../words/elapsed.ts";

type Step = FunnelAnswer["steps"][number];

export type ChartRow = {
  readonly gate: JourneyGate;
  readonly event: string;
  readonly reached: number;
  readonly open: number;
  /** Of the visitors at the first step, open ones included: how long the bars are. */
  readonly reachedShare: number;
  readonly openShare: number;
  /** Conversion with its 95 % interval and its two numbers, and median times. A share that has nothing to divide by is not there. */
  readonly lines: readonly string[];
};

/** An answer in the words of the chart. Conversion is of visitors whose window is over; open ones are only counted. */
export function chartRows({ steps }: FunnelAnswer): readonly ChartRow[] {
  const first = steps[0];
  const whole = first ? first.reached + first.open : 0;
  return steps.flatMap((step, index) => {
    const gate = journeyGates[index];
    if (!gate || !first) return [];
    const before = steps[index - 1];
    const previousGate = journeyGates[index - 1];
    return {
      gate,
      event: describeEvent(step.step),
      reached: step.reached,
      open: step.open,
      reachedShare: whole > 0 ? step.reached / whole : 0,
      openShare: whole > 0 ? step.open / whole : 0,
      lines: [
        ...(before && previousGate
          ? [
              conversion([step.reached, before.reached], `who ${gateWords[previousGate]}`, {
                interval: step.intervalFromPrevious,
                medianMs: sincePrevious(step, index),
              }),
            ]
          : []),
        ...(index > 1
          ? [
              conversion([step.reached, first.reached], `who ${gateWords.visited}`, {
                interval: step.intervalFromFirst,
                medianMs: step.medianMsFromFirst,
              }),
            ]
          : []),
      ].flatMap((line) => line ?? []),
    };
  });
}

/** At the second step the previous one is the first, whose time an unordered answer has too. */
const sincePrevious = (step: Step, index: number): number | null =>
  index === 1 ? step.medianMsFromFirst : step.medianMsFromPrevious;

/** What a visitor did to reach each gate, after "who". */
const gateWords = {
  visited: "visited",
  asked: "asked",
  served: "were served",
  kept: "kept an output",
  paid: "paid with purchased credits",
} as const satisfies Record<JourneyGate, string>;

type Told = { readonly interval: Step["intervalFromFirst"]; readonly medianMs: number | null };

function conversion([count, of]: readonly [number, number], whom: string, { interval, medianMs }: Told): string | null {
  const share = formatShare(count, of);
  if (share === null) return null;
  const time = medianMs === null ? "" : `, median ${formatElapsed(medianMs)} after`;
  const within = interval === null ? "" : ` (${sayInterval(interval, sayShare)})`;
  return `${share}${within}: ${formatCount(count)} of ${formatCount(of)} ${whom}${time}`;
}

function describeEvent({ name, where = {} }: FunnelAnswer["question"]["steps"][number]): string {
  const conditions = Object.entries(where).map(([field, value]) => `${field} = ${value}`);
  return [name, ...conditions].join(", ");
}
