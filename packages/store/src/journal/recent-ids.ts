import type { EventId, TakenEvent } from "@flywheel/vocabulary";

/** The batch that brought an event: whoever brings it again is told that it is safe only when this is. */
export type Written = { done: Promise<void> };

type Identified = Pick<TakenEvent, "id" | "visitorKey">;

/**
 * The ids of the newest events, so that a resend is told apart when it arrives. Beyond them the database tells, by its
 * primary key. Two generations: the older one goes when the younger one is full.
 */
export type RecentIds = {
  /** The batch that brought this event first; null for an event that is new, or older than what is remembered. */
  find(event: Identified): Written | null;
  add(event: Identified, written: Written): void;
  remove(event: Identified): void;
  /** After events have been removed: they may come again. */
  clear(): void;
};

export function createRecentIds(generation = 100_000): RecentIds {
  type Entry = { readonly visitorKey: bigint; readonly written: Written };
  let young = new Map<EventId, Entry>();
  let old = new Map<EventId, Entry>();
  /** An id is a visitor's own: the same one of another visitor is another event. */
  const own = (entry: Entry | undefined, visitorKey: bigint): Written | null =>
    entry !== undefined && entry.visitorKey === visitorKey ? entry.written : null;

  return {
    find: ({ id, visitorKey }) => own(young.get(id), visitorKey) ?? own(old.get(id), visitorKey),
    add({ id, visitorKey }, written) {
      if (young.size >= generation) [old, young] = [young, new Map()];
      young.set(id, { visitorKey, written });
    },
    remove({ id, visitorKey }) {
      if (own(young.get(id), visitorKey)) young.delete(id);
      if (own(old.get(id), visitorKey)) old.delete(id);
    },
    clear() {
      young.clear();
      old.clear();
    },
  };
}
