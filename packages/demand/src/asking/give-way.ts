/**
 * Lets whoever waits for this thread go first: it also takes events in, and must not be held for as long as a whole answer
 * takes to be worked out.
 */
export const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
