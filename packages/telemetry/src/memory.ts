import { type EventId, type NetworkEvent, type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import type { EventLog, LogCursor, QuarantinedEvent, QuarantineFilter } from "./port.ts";

/** The event log of tests and of a server that keeps nothing: a list in the order of arrival. */
export function createMemoryEventLog(): EventLog {
  let events: { readonly position: number; readonly event: TakenEvent }[] = [];
  let appended = 0;
  const known = new Set<string>();
  const network = new Map<EventId, NetworkEvent>();
  const refused = new Map<string, QuarantinedEvent>();
  const erased = new Set<bigint>();

  return {
    async append(offered) {
      const before = appended;
      const welcome = offered.filter(({ visitorKey }) => !erased.has(visitorKey));
      for (const event of welcome) {
        if (known.has(keyOf(event))) continue;
        known.add(keyOf(event));
        appended += 1;
        events.push({ position: appended, event });
      }
      const accepted = appended - before;
      return { accepted, repeated: welcome.length - accepted, erased: offered.length - welcome.length };
    },

    async appendNetwork(offered) {
      const before = network.size;
      for (const event of offered) if (!network.has(event.id)) network.set(event.id, event);
      const accepted = network.size - before;
      return { accepted, repeated: offered.length - accepted };
    },

    async quarantine(turnedAway) {
      for (const one of turnedAway) if (!refused.has(one.id)) refused.set(one.id, one);
    },

    async quarantineList(limit, which) {
      return [...refused.values()]
        .filter((one) => which === undefined || isMeant(one, which))
        .sort((a, b) => b.receivedAtMs - a.receivedAtMs || (a.id < b.id ? 1 : -1))
        .slice(0, limit);
    },

    async releaseQuarantined(ids) {
      return ids.filter((id) => refused.delete(id)).length;
    },

    async quarantined(sinceMs) {
      const counts = new Map<string, Awaited<ReturnType<EventLog["quarantined"]>>[number]>();
      for (const { reason, name, receivedAtMs } of refused.values()) {
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
      erased.add(visitorKey);
      for (const [id, { kept: candidate }] of refused) if (candidate?.visitorId === visitorId) refused.delete(id);
      return gone;
    },

    isErased: (visitorKey) => erased.has(visitorKey),

    async removeSimulated() {
      const facts = [...network.values()].filter(({ simulated }) => simulated);
      for (const { id } of facts) network.delete(id);
      const gone = events.filter(({ event }) => event.simulated);
      for (const { event } of gone) known.delete(keyOf(event));
      events = events.filter(({ event }) => !event.simulated);
      return gone.length + facts.length;
    },
  };
}

function isMeant({ id, reason, name, kept }: QuarantinedEvent, which: QuarantineFilter): boolean {
  if ("ids" in which) return which.ids.includes(id);
  if ("visitorId" in which) return kept?.visitorId === which.visitorId;
  return reason === which.reason && name === which.name;
}

const keyOf = ({ visitorKey, id }: TakenEvent): string => `${visitorKey} ${id}`;

/** Order inside a visitor: corrected time, then the sequence of its browser, then the id. */
function inOrder(a: TakenEvent, b: TakenEvent): number {
  return a.atMs - b.atMs || a.seq - b.seq || (a.id < b.id ? -1 : Number(a.id > b.id));
}
