import { type EventId, type NetworkEvent, type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import type { EventLog, LogCursor, QuarantinedEvent } from "./port.ts";

/** The event log of tests and of a server that keeps nothing: a list in the order of arrival. */
export function createMemoryEventLog(): EventLog {
  let events: { readonly position: number; readonly event: TakenEvent }[] = [];
  let appended = 0;
  const known = new Set<string>();
  const network = new Map<EventId, NetworkEvent>();
  const refused: QuarantinedEvent[] = [];

  return {
    async append(offered) {
      const before = appended;
      for (const event of offered) {
        if (known.has(keyOf(event))) continue;
        known.add(keyOf(event));
        appended += 1;
        events.push({ position: appended, event });
      }
      return { accepted: appended - before, repeated: offered.length - (appended - before) };
    },

    async appendNetwork(offered) {
      const before = network.size;
      for (const event of offered) if (!network.has(event.id)) network.set(event.id, event);
      const accepted = network.size - before;
      return { accepted, repeated: offered.length - accepted };
    },

    async quarantine(turnedAway) {
      refused.push(...turnedAway);
    },

    async quarantined(sinceMs) {
      const counts = new Map<string, Awaited<ReturnType<EventLog["quarantined"]>>[number]>();
      for (const { reason, name, receivedAtMs } of refused) {
        if (receivedAtMs < sinceMs) continue;
        const key = `${reason} ${name}`;
        counts.set(key, { reason, name, count: (counts.get(key)?.count ?? 0) + 1 });
      }
      return [...counts.values()].sort((a, b) => b.count - a.count);
    },

    async tail(cursor, limit) {
      const after = cursor === null ? appended : Number(cursor);
      const next = events.filter(({ position }) => position > after).slice(0, limit);
      return { events: next.map(({ event }) => event), cursor: String(next.at(-1)?.position ?? after) as LogCursor };
    },

    async newest(limit, { simulated }) {
      return events
        .map(({ event }) => event)
        .filter((event) => event.simulated === simulated)
        .sort((a, b) => inOrder(b, a))
        .slice(0, limit);
    },

    async ofVisitor(visitorId) {
      const visitorKey = visitorKeyOf(visitorId);
      return events
        .map(({ event }) => event)
        .filter((event) => event.visitorKey === visitorKey)
        .sort(inOrder);
    },

    async erase(visitorId) {
      const visitorKey = visitorKeyOf(visitorId);
      const kept = events.filter(({ event }) => event.visitorKey !== visitorKey);
      const gone = events.length - kept.length;
      for (const { event } of events) if (event.visitorKey === visitorKey) known.delete(keyOf(event));
      events = kept;
      return gone;
    },
  };
}

const keyOf = ({ visitorKey, id }: TakenEvent): string => `${visitorKey} ${id}`;

/** Order inside a visitor: corrected time, then the sequence of its browser, then the id. */
function inOrder(a: TakenEvent, b: TakenEvent): number {
  return a.atMs - b.atMs || a.seq - b.seq || (a.id < b.id ? -1 : Number(a.id > b.id));
}
