import type { FunnelAnswer } from "@flywheel/api/type";
import { formatCount, formatShare } from "@flywheel/ui";
import { sayInterval, sayShare } from "../by-week/amounts.ts";
import { formatElapsed } from "../words/elapsed.ts";

type Step = FunnelAnswer["steps"][number];

/** How a step is called. */
export type StepName = {
  readonly title: string;
  /** Beside the title, where that is not the event itself. */
  readonly event: string | null;
  /** What a visitor did to reach it, after "who". */
  readonly who: string;
};

export type StepRow = Pick<StepName, "title" | "event"> & {
  readonly reached: number;
  readonly open: number;
  /** Of the visitors at the first step, open ones included: how long the bars are. */
  readonly reachedShare: number;
  readonly openShare: number;
  /** Conversion with its 95 % interval and its two numbers, and median times. A share that has nothing to divide by is not there. */
  readonly lines: readonly string[];
};

/** An answer in the words of the chart. Conversion is of visitors whose window is over; open ones are only counted. */
export function stepRows(steps: readonly Step[], names: readonly StepName[]): readonly StepRow[] {
  const first = steps[0];
  const entered = names[0];
  const whole = first ? first.reached + first.open : 0;
  return steps.flatMap((step, index) => {
    const name = names[index];
    if (!name || !first || !entered) return [];
    const before = steps[index - 1];
    const nameBefore = names[index - 1];
    return {
      title: name.title,
      event: name.event,
      reached: step.reached,
      open: step.open,
      reachedShare: whole > 0 ? step.reached / whole : 0,
      openShare: whole > 0 ? step.open / whole : 0,
      lines: [
        ...(before && nameBefore
          ? [
              conversion([step.reached, before.reached], nameBefore.who, {
                interval: step.intervalFromPrevious,
                medianMs: sincePrevious(step, index),
              }),
            ]
          : []),
        ...(index > 1
          ? [
              conversion([step.reached, first.reached], entered.who, {
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

type Told = { readonly interval: Step["intervalFromFirst"]; readonly medianMs: number | null };

function conversion([count, of]: readonly [number, number], who: string, { interval, medianMs }: Told): string | null {
  const share = formatShare(count, of);
  if (share === null) return null;
  const time = medianMs === null ? "" : `, median ${formatElapsed(medianMs)} after`;
  const within = interval === null ? "" : ` (${sayInterval(interval, sayShare)})`;
  return `${share}${within}: ${formatCount(count)} of ${formatCount(of)} who ${who}${time}`;
}
