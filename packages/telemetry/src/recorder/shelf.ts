/** An event that the server has not acknowledged. */
export type Unsent = {
  /** Unique among all who share the shelf; sorts in the order of recording. */
  readonly key: string;
  readonly json: string;
  readonly bytes: number;
};

export type Claim = {
  readonly most: number;
  /** Keys that the caller has in hand, or would not want. */
  readonly except: (key: string) => boolean;
};

/**
 * Keeps unsent events, and the number of those that were lost, beyond the life of whoever recorded them. Pages of one
 * origin share a shelf. What is asked of it happens in the order of asking.
 */
export type Shelf = {
  /** Resolves with the keys of the oldest events, of whomever, that had to go because the shelf is full. */
  put(events: readonly Unsent[]): Promise<readonly string[]>;
  remove(keys: readonly string[]): Promise<void>;
  /** What nobody has put or claimed for a while, oldest first. Two who ask at once do not both get it. */
  claim(claim: Claim): Promise<readonly Unsent[]>;
  /** Adds to the losses that are to be told; false where nothing is kept beyond the caller's life. */
  addLosses(count: number): Promise<boolean>;
  /** The losses to tell now: nobody else is given them until they are settled, or for a minute. */
  leaseLosses(): Promise<number>;
  /** Takes off what was told, 0 if telling failed. Only for whoever was given more than 0. */
  settleLosses(told: number): Promise<void>;
  /** Resolves when nothing is left, of anybody's. */
  clear(): Promise<void>;
};

export type ShelfParts = {
  readonly now: () => number;
  /** An event untouched for this long was left behind. */
  readonly leftAfterMs: number;
  readonly limits: { readonly events: number; readonly bytes: number };
};

export const leaseMs = 60_000;

/** In either direction: a clock that was set back must not make what is kept wait for it to catch up. */
export const hasPassed = (sinceMs: number, nowMs: number, spanMs: number): boolean =>
  Math.abs(nowMs - sinceMs) >= spanMs;
