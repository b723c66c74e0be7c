import type { EventId, TakenEvent } from "@flywheel/vocabulary";

/**
 * The ids of the newest events, so that a resend is told apart when it arrives. Beyond them the database tells, by its
 * primary key. Two generations: the older one goes when the younger one is full.
 */
export type RecentIds = {
  has(event: Pick<TakenEvent, "id" | "visitorKey">): boolean;
  add(event: Pick<TakenEvent, "id" | "visitorKey">): void;
  remove(event: Pick<TakenEvent, "id" | "visitorKey">): void;
  /** After events have been removed: they may come again. */
  clear(): void;
};

export function createRecentIds(generation = 200_000): RecentIds {
  let young = new Map<EventId, bigint>();
  let old = new Map<EventId, bigint>();
  return {
    // An id is a visitor's own: the same one of another visitor is another event.
    has: ({ id, visitorKey }) => young.get(id) === visitorKey || old.get(id) === visitorKey,
    add({ id, visitorKey }) {
      if (young.size >= generation) [old, young] = [young, new Map()];
      young.set(id, visitorKey);
    },
    remove({ id, visitorKey }) {
      if (young.get(id) === visitorKey) young.delete(id);
      if (old.get(id) === visitorKey) old.delete(id);
    },
    clear() {
      young.clear();
      old.clear();
    },
  };
}
