import type { TakenEvent } from "@flywheel/vocabulary";
import { fills } from "../asking/asking.twin.ts";
import type { FindTimes } from "./funnel.twin.ts";
import type { Funnel } from "./funnel-question.ts";

/**
 * A path in one walk over what its visitor did, moment by moment and by the words of the rules: as many steps as one reads
 * events, so that it can be asked of a visitor with thousands of them.
 */
export const walkedTimes: FindTimes = (question, entry, within) => {
  const walk = { ordered: walkInOrder, strict: walkStrictly, unordered: walkInAnyOrder }[question.order];
  return walk(question, entry, within);
};

type Walk = (question: Funnel, entry: TakenEvent, within: readonly TakenEvent[]) => readonly number[];

/** Each step is taken as soon as it can be. Equal times count as in order, so one moment can hold several steps. */
const walkInOrder: Walk = ({ steps, exclusions }, entry, within) => {
  const times = [entry.atMs];
  for (const [atMs, moment] of momentsOf(within)) {
    const fillsNext = () => {
      const next = steps[times.length];
      return next !== undefined && moment.some((event) => fills(next, event));
    };
    while (fillsNext()) times.push(atMs);
    const isEnded = exclusions.some(({ of, after, before }) => {
      const sinceMs = times[after - 1] ?? Number.POSITIVE_INFINITY;
      return times.length < before && sinceMs < atMs && moment.some((event) => fills(of, event));
    });
    if (isEnded) break;
  }
  return times;
};

/** Whatever comes next must be the next step; of one moment, what is no step has come before the steps. */
const walkStrictly: Walk = ({ steps }, entry, within) => {
  const times: number[] = [];
  for (const [atMs, moment] of momentsOf(within)) {
    const ofStep = (step: Funnel["steps"][number]) => moment.filter((event) => fills(step, event));
    const others = moment.filter((event) => !steps.some((step) => fills(step, event)));
    for (const event of [...others, ...steps.flatMap(ofStep)]) {
      const next = steps[times.length];
      if (times.length === 0 && event !== entry) continue;
      if (next === undefined || !fills(next, event)) return times;
      times.push(atMs);
    }
  }
  return times;
};

/** Each later step when it first came; a step counts only with all that are before it in the question. */
const walkInAnyOrder: Walk = ({ steps }, entry, within) => {
  const first = new Map<number, number>([[0, entry.atMs]]);
  for (const [atMs, moment] of momentsOf(within)) {
    steps.forEach((step, place) => {
      if (!first.has(place) && moment.some((event) => fills(step, event))) first.set(place, atMs);
    });
  }
  const times: number[] = [];
  for (const place of steps.keys()) {
    const atMs = first.get(place);
    if (atMs === undefined) break;
    times.push(atMs);
  }
  return times;
};

/** In order of time; within a moment as they were counted in the browser. */
function momentsOf(events: readonly TakenEvent[]): ReadonlyMap<number, readonly TakenEvent[]> {
  const moments = new Map<number, TakenEvent[]>();
  for (const event of events.toSorted((a, b) => a.atMs - b.atMs || a.seq - b.seq)) {
    moments.set(event.atMs, [...(moments.get(event.atMs) ?? []), event]);
  }
  return moments;
}
