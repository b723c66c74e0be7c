import { type EventFilter, newForMs, type TakenEvent, type VisitorCondition } from "@flywheel/vocabulary";
import type { Basis } from "./basis.ts";
import { firstVersions } from "./invented-weeks.ts";
import type { Scope } from "./scope.ts";

/** The events a question counts, in plain code: what `countedSql` is checked against. */
export function countedSlowly(
  scope: Scope,
  filters: readonly EventFilter[],
  asOfMs: number,
  taken: readonly TakenEvent[],
): readonly TakenEvent[] {
  const known = knownSlowly(scope, asOfMs, taken);
  const matching = known.filter((event) => !event.bot && isAsked(scope, filters, event));
  const isMember = (visitorKey: bigint): boolean => {
    const theirs = (events: readonly TakenEvent[]) => events.filter((it) => it.visitorKey === visitorKey);
    const entry = inOrder(theirs(matching))[0];
    const all = theirs(known).filter(({ bot }) => !bot);
    return entry !== undefined && (scope.segment?.all ?? []).every((it) => holds(it, entry, all));
  };
  const members = new Set([...new Set(matching.map(({ visitorKey }) => visitorKey))].filter(isMember));
  return matching.filter(({ visitorKey }) => members.has(visitorKey));
}

export function basisSlowly(
  scope: Scope,
  filters: readonly EventFilter[],
  asOfMs: number,
  taken: readonly TakenEvent[],
): Basis {
  const counted = countedSlowly(scope, filters, asOfMs, taken);
  const bots = knownSlowly(scope, asOfMs, taken).filter((event) => event.bot && isAsked(scope, filters, event));
  return {
    visitors: new Set(counted.map(({ visitorKey }) => visitorKey)).size,
    events: counted.length,
    botEvents: bots.length,
    simulated: scope.traffic === "simulated",
  };
}

/** First versions, of the traffic asked for, until the moment of the answer. */
export const knownSlowly = ({ traffic }: Pick<Scope, "traffic">, asOfMs: number, taken: readonly TakenEvent[]) =>
  firstVersions(taken).filter((it) => it.simulated === (traffic === "simulated") && it.atMs <= asOfMs);

export const fills = ({ name, where = {} }: EventFilter, event: TakenEvent): boolean =>
  event.name === name && Object.entries(where).every(([field, value]) => event.fields[field] === value);

/** Each key with its events, in the order in which the keys were met. */
export function groupedBy<Event, Key>(events: readonly Event[], keyOf: (event: Event) => Key): Map<Key, Event[]> {
  const groups = new Map<Key, Event[]>();
  for (const event of events) {
    const key = keyOf(event);
    const own = groups.get(key) ?? [];
    own.push(event);
    groups.set(key, own);
  }
  return groups;
}

export const inOrder = (events: readonly TakenEvent[]): readonly TakenEvent[] =>
  events.toSorted((a, b) => a.atMs - b.atMs || a.seq - b.seq);

const isAsked = ({ app, fromMs, toMs }: Scope, filters: readonly EventFilter[], event: TakenEvent): boolean =>
  event.atMs >= fromMs &&
  event.atMs < toMs &&
  (app === null || event.app === app) &&
  (filters.length === 0 || filters.some((filter) => fills(filter, event)));

function holds(condition: VisitorCondition, entry: TakenEvent, theirs: readonly TakenEvent[]): boolean {
  switch (condition.kind) {
    case "property":
      return condition.in.includes(entry[condition.property] ?? "");
    case "tenure":
      return theirs.every(({ atMs }) => atMs >= entry.atMs - newForMs) === (condition.is === "new");
    case "behaviour": {
      const { of, did, atLeast, withinMs } = condition;
      const sinceMs = withinMs === null ? Number.NEGATIVE_INFINITY : entry.atMs - withinMs;
      const times = theirs.filter((it) => it.atMs < entry.atMs && it.atMs >= sinceMs && fills(of, it)).length;
      return did === times >= atLeast;
    }
    case "cohort": {
      const { of, fromMs, toMs } = condition;
      const [first] = inOrder(theirs.filter((it) => it.atMs <= entry.atMs && (of === null || fills(of, it))));
      return first !== undefined && first.atMs >= fromMs && first.atMs < toMs;
    }
  }
}
