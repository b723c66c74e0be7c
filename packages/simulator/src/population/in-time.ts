import type { SentEvent } from "@flywheel/vocabulary";

/** Beyond this many events between two moments the number below would lose digits. */
const mostEvents = 2 ** 24;

/**
 * The events in the order (time, visitor, sequence). Each visitor's must be in order already, as visits tell them. Times
 * and places are sorted as numbers, which is ten times as fast as comparing events; equal times are looked at afterwards.
 */
export function inTime(events: readonly SentEvent[], fromMs: number): SentEvent[] {
  if (events.length > mostEvents) throw new RangeError(`${events.length} events are too many to sort at once`);
  const places = new Float64Array(events.length);
  for (let place = 0; place < events.length; place += 1) {
    places[place] = ((events[place]?.atMs ?? 0) - fromMs) * mostEvents + place;
  }
  places.sort();
  const sorted: SentEvent[] = [];
  for (const place of places) {
    const event = events[place % mostEvents];
    if (event) sorted.push(event);
  }
  return untie(sorted);
}

function untie(sorted: SentEvent[]): SentEvent[] {
  for (let start = 0; start < sorted.length; ) {
    const first = sorted[start];
    let end = start + 1;
    let ownersDiffer = false;
    for (; end < sorted.length && sorted[end]?.atMs === first?.atMs; end += 1) {
      if (sorted[end]?.visitorId !== first?.visitorId) ownersDiffer = true;
    }
    if (ownersDiffer) sorted.splice(start, end - start, ...sorted.slice(start, end).sort(byVisitor));
    start = end;
  }
  return sorted;
}

const byVisitor = (a: SentEvent, b: SentEvent): number =>
  ((a.visitorId ?? "") < (b.visitorId ?? "") ? -1 : Number(a.visitorId !== b.visitorId)) || a.seq - b.seq;
