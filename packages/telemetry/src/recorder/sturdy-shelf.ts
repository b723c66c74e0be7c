import type { Shelf } from "./shelf.ts";

const longestMs = 5_000;

/**
 * Never rejects and never hangs: where a shelf is missing, blocked, full or broken, events live as long as whoever
 * recorded them, who holds them in memory anyway. A shelf that failed is asked again the next time, because it may only
 * have been full; one that did not answer in time is not.
 */
export function createSturdyShelf(shelf: Shelf | null): Shelf {
  let usable = shelf;

  async function attempt<Result>(otherwise: Result, ask: (of: Shelf) => Promise<Result>): Promise<Result> {
    if (!usable) return otherwise;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<Result>((resolve) => {
      timer = setTimeout(() => {
        usable = null;
        resolve(otherwise);
      }, longestMs);
    });
    try {
      return await Promise.race([ask(usable), patience]);
    } catch {
      return otherwise;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    put: (events) => attempt<readonly string[]>([], (of) => of.put(events)),
    remove: (keys) => attempt(undefined, (of) => of.remove(keys)),
    claim: (claim) => attempt([], (of) => of.claim(claim)),
    addLosses: (count) => attempt(false, (of) => of.addLosses(count)),
    leaseLosses: () => attempt(0, (of) => of.leaseLosses()),
    settleLosses: (told) => attempt(undefined, (of) => of.settleLosses(told)),
    clear: () => attempt(undefined, (of) => of.clear()),
  };
}
