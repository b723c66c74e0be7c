export type Pace = {
  /** A batch goes when this many events wait, or when the first has waited `batchMs`. */
  readonly batchEvents: number;
  readonly batchMs: number;
  /** What one batch may hold; intake's limits are 500 events and 256 KiB. */
  readonly mostEvents: number;
  readonly mostBytes: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** What may wait; beyond it the oldest is dropped and counted. */
  readonly capacity: number;
  readonly capacityBytes: number;
  readonly timeoutMs: number;
  /** Kept events that nobody has touched for this long are nobody's. */
  readonly leftAfterMs: number;
  /** When to look for them, after the recorder was allowed to send: when it is up, and when they have become nobody's. */
  readonly adoptAtMs: readonly number[];
};

export const pagePace: Pace = {
  batchEvents: 20,
  batchMs: 1_000,
  mostEvents: 100,
  // Two fit into the room that keepalive requests have together.
  mostBytes: 30 * 1_024,
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  capacity: 1_000,
  capacityBytes: 1_024 * 1_024,
  timeoutMs: 30_000,
  leftAfterMs: 10_000,
  adoptAtMs: [1_000, 12_000],
};

/** What a browser keeps of all its pages: more than one of them may have waiting. */
export const shelfLimits = { events: 2_000, bytes: 2 * 1_024 * 1_024 } as const;
