import { createQueue } from "./queue.ts";
import { hasPassed, type Shelf, type ShelfParts, type Unsent } from "./shelf.ts";

/** Where nothing can be kept: as good as any shelf until the page or process ends, and it says so. */
export function createMemoryShelf({ now, leftAfterMs, limits }: ShelfParts): Shelf {
  const held = createQueue<Unsent & { readonly heldMs: number }>(limits);
  return {
    async put(events) {
      for (const event of events) held.add({ ...event, heldMs: now() });
      return held.dropSurplus();
    },
    async remove(keys) {
      held.remove(keys);
    },
    async claim({ most, except }) {
      const heldMs = now();
      const left = held.all().filter((it) => !except(it.key) && hasPassed(it.heldMs, heldMs, leftAfterMs));
      const claimed = left.slice(0, most);
      held.putBack(claimed.map((event) => ({ ...event, heldMs })));
      return claimed;
    },
    addLosses: async () => false,
    leaseLosses: async () => 0,
    settleLosses: async () => {},
    clear: async () => held.clear(),
  };
}
