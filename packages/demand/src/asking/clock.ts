/** How long a turn has taken; no answer depends on it. */
export const clockMs = (): number => performance.now();
