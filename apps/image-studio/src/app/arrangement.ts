/** The two arrangements that the experiment compares; the first is the one that visitors know. */
export const arrangements = ["below", "beside"] as const;
export type Arrangement = (typeof arrangements)[number];

/** A value that nobody here has heard of is the known arrangement. */
export const arrangementOf = (value: unknown): Arrangement => arrangements.find((known) => known === value) ?? "below";
