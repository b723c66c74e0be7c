import type { QuarantinedEvent } from "@flywheel/telemetry/port";
import { type NetworkEvent, type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import { type BulkColumn, bulkInsert, utcText } from "./bulk-insert.ts";
import type { Connection } from "./database.ts";
import { holdOffRemovals, notErased } from "./removals.ts";
import { events, networkEvents, quarantine } from "./schema/events.ts";

/**
 * Stores events that are new and of nobody who was erased, and returns how many were: the first version of an id wins.
 * Only inside a transaction, which holds off removals until it ends.
 */
export async function insertEvents(transaction: Connection, taken: readonly TakenEvent[]): Promise<number> {
  if (taken.length === 0) return 0;
  await holdOffRemovals(transaction);
  return bulkInsert(transaction, events, eventColumns, taken, notErased);
}

/** Only inside a transaction, as `insertEvents`. */
export async function insertNetworkEvents(transaction: Connection, facts: readonly NetworkEvent[]): Promise<number> {
  if (facts.length === 0) return 0;
  await holdOffRemovals(transaction);
  return bulkInsert(transaction, networkEvents, networkColumns, facts);
}

/** Only inside a transaction, as `insertEvents`. */
export async function insertQuarantined(
  transaction: Connection,
  refused: readonly QuarantinedEvent[],
): Promise<number> {
  if (refused.length === 0) return 0;
  await holdOffRemovals(transaction);
  return bulkInsert(transaction, quarantine, quarantineColumns, refused, notErased);
}

export const eventColumns: readonly BulkColumn<TakenEvent>[] = [
  [events.visitorKey, "bigint", (event) => String(event.visitorKey)],
  [events.id, "text", (event) => event.id],
  [events.ts, "timestamp", (event) => utcText(event.atMs)],
  [events.seq, "bigint", (event) => event.seq],
  [events.receivedAt, "timestamp", (event) => utcText(event.receivedAtMs)],
  [events.name, "text", (event) => event.name],
  [events.app, "text", (event) => event.app],
  [events.layer, "text", (event) => event.layer],
  [events.writer, "text", (event) => event.writer],
  [events.build, "text", (event) => event.build],
  [events.sessionId, "text", (event) => event.sessionId],
  [events.device, "text", (event) => event.device],
  [events.browser, "text", (event) => event.browser],
  [events.simulated, "boolean", (event) => event.simulated],
  [events.bot, "boolean", (event) => event.bot],
  [events.requestId, "text", (event) => event.requestId],
  [events.model, "text", (event) => event.model],
  [events.funding, "text", (event) => event.funding],
  [events.experiment, "text", (event) => event.experiment],
  [events.variant, "text", (event) => event.variant],
  [events.value, "double precision", (event) => event.value],
  [events.props, "jsonb", (event) => JSON.stringify(event.fields)],
];

export const networkColumns: readonly BulkColumn<NetworkEvent>[] = [
  [networkEvents.id, "text", (event) => event.id],
  [networkEvents.ts, "timestamp", (event) => utcText(event.atMs)],
  [networkEvents.name, "text", (event) => event.name],
  [networkEvents.layer, "text", (event) => event.layer],
  [networkEvents.node, "text", (event) => event.node],
  [networkEvents.model, "text", (event) => event.model],
  [networkEvents.value, "double precision", (event) => event.value],
  [networkEvents.simulated, "boolean", (event) => event.simulated],
  [networkEvents.props, "jsonb", (event) => JSON.stringify(event.fields)],
];

const quarantineColumns: readonly BulkColumn<QuarantinedEvent>[] = [
  [quarantine.id, "text", (refused) => refused.id],
  [quarantine.receivedAt, "timestamp", (refused) => utcText(refused.receivedAtMs)],
  [quarantine.reason, "text", (refused) => refused.reason],
  [quarantine.name, "text", (refused) => refused.name],
  [quarantine.app, "text", (refused) => refused.app],
  [quarantine.paths, "jsonb", (refused) => JSON.stringify(refused.paths)],
  [quarantine.kept, "jsonb", ({ kept }) => kept && JSON.stringify(kept)],
  [quarantine.visitorKey, "bigint", ({ kept }) => (kept?.visitorId ? String(visitorKeyOf(kept.visitorId)) : null)],
];

/** A stored event as it was taken in. */
export function toEvent(row: typeof events.$inferSelect): TakenEvent {
  const { ts, receivedAt, props, xid: _, ...columns } = row;
  return { ...columns, atMs: ts.getTime(), receivedAtMs: receivedAt.getTime(), fields: props };
}

/** A refused event as it was kept. */
export function toQuarantined(row: typeof quarantine.$inferSelect): QuarantinedEvent {
  const { receivedAt, visitorKey: _, ...columns } = row;
  return { ...columns, receivedAtMs: receivedAt.getTime() };
}
