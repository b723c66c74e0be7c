import type { SentEvent } from "@flywheel/vocabulary";
import { visit } from "./visit.ts";
import { createVisitor, type SimulatedVisitor } from "./visitor.ts";

export type Population = {
  readonly seed: number;
  readonly visitors: number;
  readonly days: number;
  /** Midnight (UTC) of the first day. */
  readonly startMs: number;
};

const dayMs = 86_400_000;
const batchEvents = 250;

/** Every event of a population, in the order of time, in batches as a sender would bring them; the same for a seed. */
export function* generate({ seed, visitors, days, startMs }: Population): Generator<readonly SentEvent[], void, void> {
  const population = Array.from({ length: visitors }, (_, index) => createVisitor(seed, index, days));
  let ahead: readonly SentEvent[] = [];
  for (let day = 0; day < days; day += 1) {
    const dayStartMs = startMs + day * dayMs;
    const known = [...ahead, ...population.flatMap((visitor) => dayOf(visitor, day, dayStartMs))].sort(inTime);
    // A visit that goes on past midnight belongs among the events of the next day.
    const endMs = day === days - 1 ? Number.POSITIVE_INFINITY : dayStartMs + dayMs;
    const end = known.findIndex(({ atMs }) => atMs >= endMs);
    ahead = end === -1 ? [] : known.slice(end);
    yield* inBatches(end === -1 ? known : known.slice(0, end));
  }
}

function dayOf(visitor: SimulatedVisitor, day: number, dayStartMs: number): readonly SentEvent[] {
  const { chance, arrivesOnDay, habit } = visitor;
  if (day < arrivesOnDay || (day > arrivesOnDay && !chance.happens(habit.daily))) return [];
  // Two throws averaged gather around noon; some people are up at any hour.
  const partOfDay = chance.happens(0.3) ? chance.next() : (chance.next() + chance.next()) / 2;
  const ofDayMs = Math.floor(partOfDay * dayMs);
  return visit(visitor, dayStartMs + ofDayMs);
}

function* inBatches(events: readonly SentEvent[]): Generator<readonly SentEvent[], void, void> {
  for (let start = 0; start < events.length; start += batchEvents) yield events.slice(start, start + batchEvents);
}

const inTime = (a: SentEvent, b: SentEvent): number =>
  a.atMs - b.atMs ||
  ((a.visitorId ?? "") < (b.visitorId ?? "") ? -1 : Number(a.visitorId !== b.visitorId)) ||
  a.seq - b.seq;
