import { clockMs } from "./clock.ts";

/** Of work in one piece: intake that waits for the thread waits for no longer. */
const turnMs = 5;

/**
 * Lets whoever waits for this thread go first: it also takes events in, and must not be held for as long as a whole answer
 * takes to be worked out.
 */
export const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What `work` makes of each item, in order, in turns with whoever else waits for the thread. */
export async function inTurns<Item, Made>(items: Iterable<Item>, work: (item: Item) => Made): Promise<Made[]> {
  const made: Made[] = [];
  let endsMs = clockMs() + turnMs;
  for (const item of items) {
    made.push(work(item));
    if (clockMs() < endsMs) continue;
    await giveWay();
    endsMs = clockMs() + turnMs;
  }
  return made;
}
