import { clockMs } from "./clock.ts";

/** Of work in one piece: intake that waits for the thread waits for no longer. */
const turnMs = 5;

/**
 * Lets whoever waits for this thread go first: it also takes events in, and must not be held for as long as a whole answer
 * takes to be worked out.
 */
export async function giveWay(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}

/**
 * What `work` makes of each item, in order, in turns with whoever else waits for the thread.
 *
 * @throws what `work` throws, and what the signal says, at the end of the turn in which it is given
 */
export async function inTurns<Item, Made>(
  items: Iterable<Item>,
  work: (item: Item) => Made,
  signal?: AbortSignal,
): Promise<Made[]> {
  signal?.throwIfAborted();
  const made: Made[] = [];
  let endsMs = clockMs() + turnMs;
  for (const item of items) {
    made.push(work(item));
    if (clockMs() < endsMs) continue;
    await giveWay(signal);
    endsMs = clockMs() + turnMs;
  }
  return made;
}
