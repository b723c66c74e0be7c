import type { EventFilter, TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, fills, knownSlowly } from "../asking/asking.twin.ts";
import type { Basis } from "../asking/basis.ts";
import { byEntered, type CountedStep, type FunnelAnswer, type FunnelStep, withIntervals } from "./funnel.ts";
import type { Funnel } from "./funnel-question.ts";

type Path = { readonly entry: TakenEvent; readonly times: readonly number[]; readonly open: boolean };

/** When a path that starts with this event reached each step; `within` is what its visitor did until the window ended. */
export type FindTimes = (question: Funnel, entry: TakenEvent, within: readonly TakenEvent[]) => readonly number[];

/**
 * The same question answered slowly from raw events: what answerFunnel is checked against. Unless told otherwise it tries
 * every chain of events, which only a short day is small enough for.
 */
export function answerFunnelSlowly(
  question: Funnel,
  asOfMs: number,
  taken: readonly TakenEvent[],
  timesOf: FindTimes = everyChain,
): Pick<FunnelAnswer, "steps" | "groups"> {
  const { app, breakdown, steps } = question;
  const entering = countedSlowly(question, steps.slice(0, 1), asOfMs, taken);
  const members = new Set(entering.map(({ visitorKey }) => visitorKey));
  const considered = knownSlowly(question, asOfMs, taken).filter(
    (event) => (app === null || event.app === app) && !event.bot && members.has(event.visitorKey),
  );
  const paths = [...members].flatMap(
    (visitor) =>
      bestPath(
        question,
        asOfMs,
        considered.filter(({ visitorKey }) => visitorKey === visitor),
        timesOf,
      ) ?? [],
  );
  const entryValue = ({ entry }: Path) => (breakdown === null ? null : entry[breakdown]);
  const values = breakdown === null ? [] : [...new Set(paths.map(entryValue))];
  return {
    steps: stepsOf(question, paths),
    groups: values
      .map((value) => ({
        value,
        steps: stepsOf(
          question,
          paths.filter((path) => entryValue(path) === value),
        ),
      }))
      .sort(byEntered),
  };
}

/** Whatever fills a step until the last window is over, also of who never entered; in a segment only of its members. */
export function funnelBasisSlowly(question: Funnel, asOfMs: number, taken: readonly TakenEvent[]): Basis {
  const { app, segment, steps, fromMs, toMs, windowMs, traffic } = question;
  const entering = countedSlowly(question, steps.slice(0, 1), asOfMs, taken);
  const members = new Set(entering.map(({ visitorKey }) => visitorKey));
  const filling = knownSlowly(question, asOfMs, taken).filter(
    (event) =>
      (app === null || event.app === app) &&
      event.atMs >= fromMs &&
      event.atMs <= toMs + windowMs &&
      steps.some((step) => fills(step, event)),
  );
  const counted = filling.filter(({ bot, visitorKey }) => !bot && (segment === null || members.has(visitorKey)));
  return {
    visitors: new Set(counted.map(({ visitorKey }) => visitorKey)).size,
    events: counted.length,
    botEvents: filling.filter(({ bot }) => bot).length,
    simulated: traffic === "simulated",
  };
}

const stepsOf = (question: Funnel, paths: readonly Path[]): readonly FunnelStep[] =>
  withIntervals(countedSteps(question, paths));

const countedSteps = (question: Funnel, paths: readonly Path[]): readonly CountedStep[] =>
  question.steps.map((step, index) => {
    const here = paths.filter(({ times }) => times.length > index);
    const closed = here.filter(({ open }) => !open);
    const previous = index > 0 && question.order !== "unordered";
    return {
      step,
      reached: closed.length,
      open: here.length - closed.length,
      medianMsFromFirst: index === 0 ? null : median(closed.map(({ times }) => gap(times, index, 0))),
      medianMsFromPrevious: previous ? median(closed.map(({ times }) => gap(times, index, index - 1))) : null,
    };
  });

function bestPath(
  question: Funnel,
  asOfMs: number,
  events: readonly TakenEvent[],
  timesOf: FindTimes,
): Path | undefined {
  const { steps, fromMs, toMs, windowMs } = question;
  const [entry] = steps;
  const entries = events.filter((event) => entry && fills(entry, event) && event.atMs >= fromMs && event.atMs < toMs);
  const paths = entries.map((event): Path => {
    const within = events.filter(({ atMs }) => atMs >= event.atMs && atMs <= event.atMs + windowMs);
    return { entry: event, times: timesOf(question, event, within), open: event.atMs + windowMs > asOfMs };
  });
  return paths.sort(compare)[0];
}

const everyChain: FindTimes = (question, entry, within) => {
  const { steps } = question;
  return {
    ordered: () => untilExcluded(question, longestChain(steps, [entry], within), within),
    strict: () => inARow(steps, entry, within),
    unordered: () => anyOrder(steps, entry, within),
  }[question.order]();
};

/** Every chain of different events in which each is no earlier than the one before; the longest, of those the earliest. */
function longestChain(
  steps: readonly EventFilter[],
  chain: readonly TakenEvent[],
  within: readonly TakenEvent[],
): readonly number[] {
  const own = chain.map(({ atMs }) => atMs);
  const step = steps[chain.length];
  if (!step) return own;
  const last = own.at(-1) ?? 0;
  const candidates = within.filter((event) => fills(step, event) && event.atMs >= last && !chain.includes(event));
  const longer = candidates.map((event) => longestChain(steps, [...chain, event], within));
  return [own, ...longer].reduce((best, times) => (isBetterChain(times, best) ? times : best));
}

function isBetterChain(times: readonly number[], best: readonly number[]): boolean {
  if (times.length !== best.length) return times.length > best.length;
  const differs = times.findIndex((time, index) => time !== best[index]);
  return differs >= 0 && (times[differs] ?? 0) < (best[differs] ?? 0);
}

/** A path is cut where an excluded event lies between the step after which it is and one up to the step before which. */
function untilExcluded({ exclusions }: Funnel, times: readonly number[], within: readonly TakenEvent[]) {
  const isCut = (reachedMs: number, index: number) =>
    exclusions.some(({ of, after, before }) => {
      const sinceMs = times[after - 1] ?? Number.POSITIVE_INFINITY;
      const isBetween = index >= after && index < before;
      return isBetween && within.some((event) => fills(of, event) && event.atMs > sinceMs && event.atMs < reachedMs);
    });
  const cut = times.findIndex(isCut);
  return cut < 0 ? times : times.slice(0, cut);
}

/** One event after another, whatever they are; in one moment what is no step comes before the steps in their order. */
function inARow(steps: readonly EventFilter[], entry: TakenEvent, within: readonly TakenEvent[]): readonly number[] {
  const rank = (event: TakenEvent) => steps.findIndex((step) => fills(step, event));
  const row = within.toSorted((a, b) => a.atMs - b.atMs || rank(a) - rank(b) || a.seq - b.seq);
  const from = row.slice(row.indexOf(entry));
  const broken = steps.findIndex((step, index) => {
    const event = from[index];
    return event === undefined || !fills(step, event);
  });
  return from.slice(0, broken < 0 ? steps.length : broken).map(({ atMs }) => atMs);
}

function anyOrder(steps: readonly EventFilter[], entry: TakenEvent, within: readonly TakenEvent[]): readonly number[] {
  const times = [entry.atMs];
  for (const step of steps.slice(1)) {
    const matches = within.filter((event) => fills(step, event)).map(({ atMs }) => atMs);
    if (matches.length === 0) break;
    times.push(Math.min(...matches));
  }
  return times;
}

/** Closed before open; further before less far; of equally far ones the first to get there, then the last to start. */
function compare(a: Path, b: Path): number {
  return (
    Number(a.open) - Number(b.open) ||
    b.times.length - a.times.length ||
    reachedAt(a) - reachedAt(b) ||
    (b.times[0] ?? 0) - (a.times[0] ?? 0) ||
    b.entry.seq - a.entry.seq
  );
}

/** An unordered path is complete with the last of its steps, whichever that is. */
const reachedAt = ({ times }: Path) => (times.length === 1 ? (times[0] ?? 0) : Math.max(...times.slice(1)));

const gap = (times: readonly number[], to: number, from: number) => (times[to] ?? 0) - (times[from] ?? 0);

/** The lower middle of an even number, as `percentile_disc` takes it. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}
