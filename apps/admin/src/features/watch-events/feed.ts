import type { EventCard } from "@flywheel/telemetry";

/** Enough to scroll through, few enough to draw at once. */
export const feedCapacity = 300;

/** The newest events, newest first. While paused, what arrives waits, so that the list holds still under one's eyes. */
export type Feed = {
  readonly shown: readonly EventCard[];
  readonly waiting: readonly EventCard[];
  readonly paused: boolean;
};

export const emptyFeed: Feed = { shown: [], waiting: [], paused: false };

/** Events may arrive twice: once in the answer to what was there, once as they happen. */
export function arrive(feed: Feed, cards: readonly EventCard[]): Feed {
  const known = new Set([...feed.shown, ...feed.waiting].map(({ id }) => id));
  const fresh = cards.filter(({ id }) => !known.has(id) && known.add(id));
  if (fresh.length === 0) return feed;
  return feed.paused
    ? { ...feed, waiting: newest([...feed.waiting, ...fresh]) }
    : { ...feed, shown: newest([...feed.shown, ...fresh]) };
}

export const pause = (feed: Feed): Feed => ({ ...feed, paused: true });

export const resume = (feed: Feed): Feed => ({
  shown: newest([...feed.shown, ...feed.waiting]),
  waiting: [],
  paused: false,
});

function newest(cards: readonly EventCard[]): readonly EventCard[] {
  return cards.toSorted((a, b) => b.atMs - a.atMs || (a.id < b.id ? 1 : -1)).slice(0, feedCapacity);
}
