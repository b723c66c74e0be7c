/** How long to wait for an endpoint, and how much to take from it. */
export type Patience = {
  /** Until the first byte of an answer: a local model may be loading. */
  readonly firstByteMs: number;
  /** Between two bytes of an answer that has begun. */
  readonly silenceMs: number;
  /** For a whole answer, however busily it trickles. */
  readonly totalMs: number;
  /** For the list of models. */
  readonly listMs: number;
  /** Between two looks at the list, while the endpoint answers and while it does not. */
  readonly lookEveryMs: number;
  readonly lookAgainMs: number;
  /** How long asks under way may take to end when the network closes. */
  readonly graceMs: number;
};

export const usualPatience: Patience = {
  firstByteMs: 120_000,
  silenceMs: 60_000,
  totalMs: 600_000,
  listMs: 5_000,
  lookEveryMs: 180_000,
  lookAgainMs: 5_000,
  graceMs: 2_000,
};

/** Nobody reads more of it than this, in bytes; a frame and a text are held, a stream passes by. */
export const most = {
  list: 16_000_000,
  error: 64_000,
  stream: 64_000_000,
  frame: 2_000_000,
  text: 4_000_000,
  image: 12_000_000,
} as const;
