import type { EventFilter, TakenEvent } from "@flywheel/vocabulary";
import type { Funnel, FunnelStep } from "./funnel.ts";

type Path = { readonly times: readonly number[]; readonly open: boolean };

/** The same question answered slowly from raw events by trying every chain of them: what answerFunnel is checked against. */
export function answerFunnelSlowly(question: Funnel, asOfMs: number, taken: readonly TakenEvent[]): FunnelStep[] {
  const considered = taken.filter(
    ({ app, bot, simulated, atMs }) =>
      (question.app === null || app === question.app) &&
      !bot &&
      simulated === (question.traffic === "simulated") &&
      atMs <= asOfMs,
  );
  const visitors = new Map<bigint, TakenEvent[]>();
  for (const event of considered) visitors.set(event.visitorKey, [...(visitors.get(event.visitorKey) ?? []), event]);

  const paths = [...visitors.values()].flatMap((theirs) => bestPath(question, asOfMs, theirs) ?? []);
  return question.steps.map((step, index) => {
    const here = paths.filter(({ times }) => times.length > index);
    const closed = here.filter(({ open }) => !open);
    const ordered = question.order === "ordered";
    return {
      step,
      reached: closed.length,
      open: here.length - closed.length,
      medianMsFromFirst: index === 0 ? null : median(closed.map(({ times }) => gap(times, index, 0))),
      medianMsFromPrevious:
        index === 0 || !ordered ? null : median(closed.map(({ times }) => gap(times, index, index - 1))),
    };
  });
}

function bestPath(question: Funnel, asOfMs: number, events: readonly TakenEvent[]): Path | undefined {
  const { steps, fromMs, toMs, windowMs } = question;
  const [entry] = steps;
  const entries = events.filter((event) => entry && fills(entry, event) && event.atMs >= fromMs && event.atMs < toMs);
  const paths = entries.map((event): Path => {
    const within = events.filter(({ atMs }) => atMs >= event.atMs && atMs <= event.atMs + windowMs);
    const times = question.order === "ordered" ? longestChain(steps, [event], within) : anyOrder(steps, event, within);
    return { times, open: event.atMs + windowMs > asOfMs };
  });
  return paths.sort(compare)[0];
}

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
    (b.times[0] ?? 0) - (a.times[0] ?? 0)
  );
}

/** An unordered path is complete with the last of its steps, whichever that is. */
const reachedAt = ({ times }: Path) => (times.length === 1 ? (times[0] ?? 0) : Math.max(...times.slice(1)));

const fills = ({ name, where = {} }: EventFilter, event: TakenEvent) =>
  event.name === name && Object.entries(where).every(([field, value]) => event.fields[field] === value);

const gap = (times: readonly number[], to: number, from: number) => (times[to] ?? 0) - (times[from] ?? 0);

/** The lower middle of an even number, as `percentile_disc` takes it. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}
