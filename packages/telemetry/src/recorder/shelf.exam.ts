import { describe, expect, it } from "vitest";
import type { Shelf, ShelfParts, Unsent } from "./shelf.ts";

/** Where shelves of one test are: those that open the same place share it, as pages of an origin do. */
export type Place = {
  open(parts: ShelfParts): Shelf;
  /** What is there after its users are gone, without a word of goodbye. */
  abandon(): Promise<void>;
};

export type ShelfRule = "outlives";

/** What every shelf promises. A new one is finished when this passes. */
export function describeShelf(
  kind: string,
  enter: () => Promise<Place>,
  exceptions: readonly { readonly rule: ShelfRule; readonly reason: string }[] = [],
): void {
  const exception = exceptions.find(({ rule }) => rule === "outlives");
  const outliving = exception ? it.skip : it;

  async function stage(limits = { events: 100, bytes: 10_000 }) {
    const clock = { nowMs: 1_700_000_000_000 };
    const place = await enter();
    const open = () => place.open({ now: () => clock.nowMs, leftAfterMs: 10_000, limits });
    return { clock, place, open, shelf: open() };
  }

  describe(`shelf ${kind}`, () => {
    it("[TE80] gives what was put, unchanged and in the order of recording, to one who asks when it was left", async () => {
      const { clock, shelf } = await stage();
      expect(await shelf.put([event(1), event(2)])).toEqual([]);
      await shelf.put([event(3)]);
      clock.nowMs += 9_999;
      expect(await shelf.claim(anything)).toEqual([]);
      clock.nowMs += 1;
      expect(textsOf(await shelf.claim(anything))).toEqual([event(1), event(2), event(3)].map(({ json }) => json));
    });

    it("[TE80] gives an event to one of two who ask at once, and again only when it was left again", async () => {
      const { clock, shelf } = await stage();
      await shelf.put(events(1, 20));
      clock.nowMs += 10_000;
      const both = await Promise.all([shelf.claim(anything), shelf.claim(anything)]);
      expect(both.map(({ length }) => length).toSorted()).toEqual([0, 20]);
      clock.nowMs += 10_000;
      expect(await shelf.claim(anything)).toHaveLength(20);
    });

    it("[TE80] gives no more than is asked for, the oldest first, and nothing that the caller has", async () => {
      const { clock, shelf } = await stage();
      await shelf.put(events(1, 9));
      clock.nowMs += 10_000;
      const own = new Set([event(1).key, event(3).key]);
      const claimed = await shelf.claim({ most: 3, except: (key) => own.has(key) });
      expect(textsOf(claimed)).toEqual([2, 4, 5].map((number) => event(number).json));
      clock.nowMs += 5_000;
      expect(await shelf.claim(anything)).toHaveLength(6);
    });

    it("[TE80] gives what was left also where the clock was set back since", async () => {
      const { clock, shelf } = await stage();
      await shelf.put(events(1, 2));
      clock.nowMs -= 365 * 86_400_000;
      expect(await shelf.claim(anything)).toHaveLength(2);
    });

    it("[TE81] holds so many events; the oldest go, and whoever put the last one hears which", async () => {
      const { clock, shelf } = await stage({ events: 5, bytes: 10_000 });
      expect(await shelf.put(events(1, 5))).toEqual([]);
      expect(await shelf.put(events(6, 8))).toEqual([1, 2, 3].map((number) => event(number).key));
      clock.nowMs += 10_000;
      expect(textsOf(await shelf.claim(anything))).toEqual(events(4, 8).map(({ json }) => json));
    });

    it("[TE81] holds so many bytes, and has room again when events were removed", async () => {
      const { shelf } = await stage({ events: 100, bytes: 500 });
      expect(
        await shelf.put([
          { ...event(1), bytes: 200 },
          { ...event(2), bytes: 200 },
        ]),
      ).toEqual([]);
      expect(await shelf.put([{ ...event(3), bytes: 200 }])).toEqual([event(1).key]);
      await shelf.remove([event(2).key, event(2).key, event(1).key]);
      expect(await shelf.put([{ ...event(4), bytes: 300 }])).toEqual([]);
      expect(await shelf.put([{ ...event(5), bytes: 1 }])).toEqual([event(3).key]);
    });

    it("[TE81] keeps nothing that is larger than everything it may hold", async () => {
      const { clock, shelf } = await stage({ events: 100, bytes: 500 });
      expect(await shelf.put([{ ...event(1), bytes: 501 }])).toEqual([event(1).key]);
      clock.nowMs += 10_000;
      expect(await shelf.claim(anything)).toEqual([]);
    });

    it("[TE82] forgets what was removed, and nothing else; what is not there may be removed", async () => {
      const { clock, shelf } = await stage();
      await shelf.put(events(1, 3));
      await shelf.remove([event(2).key, event(9).key]);
      await shelf.remove([]);
      clock.nowMs += 10_000;
      expect(textsOf(await shelf.claim(anything))).toEqual([event(1).json, event(3).json]);
    });

    it("[TE83] is empty once it was cleared, and can be used again", async () => {
      const { clock, shelf } = await stage();
      await shelf.clear();
      await shelf.put(events(1, 3));
      await shelf.addLosses(2);
      await shelf.clear();
      clock.nowMs += 10_000;
      expect(await shelf.claim(anything)).toEqual([]);
      expect(await shelf.leaseLosses()).toBe(0);
      await shelf.put(events(4, 4));
      clock.nowMs += 10_000;
      expect(await shelf.claim(anything)).toHaveLength(1);
    });

    it("[TE84] says whether it keeps a count of losses", async () => {
      const { shelf } = await stage();
      const keeps = await shelf.addLosses(3);
      expect(keeps).toBe(!exception);
      expect(await shelf.leaseLosses()).toBe(keeps ? 3 : 0);
    });

    outliving("[TE84] gives losses to one at a time, and again only if they could not be told", async () => {
      const { clock, shelf } = await stage();
      await shelf.addLosses(3);
      expect(await Promise.all([shelf.leaseLosses(), shelf.leaseLosses()])).toEqual([3, 0]);
      await shelf.addLosses(2);
      await shelf.settleLosses(0);
      expect(await shelf.leaseLosses()).toBe(5);
      await shelf.settleLosses(5);
      expect(await shelf.leaseLosses()).toBe(0);
      await shelf.addLosses(1);
      expect(await shelf.leaseLosses()).toBe(1);
      // Whoever had them is gone.
      clock.nowMs += 60_000;
      expect(await shelf.leaseLosses()).toBe(1);
    });

    outliving("[TE85] outlives its user: the next finds events and losses, and not what was removed", async () => {
      const { clock, place, open, shelf } = await stage();
      await shelf.put(events(1, 6));
      await shelf.remove([event(2).key]);
      await shelf.addLosses(4);
      await place.abandon();
      clock.nowMs += 10_000;
      const next = open();
      expect(textsOf(await next.claim(anything))).toEqual([1, 3, 4, 5, 6].map((number) => event(number).json));
      expect(await next.leaseLosses()).toBe(4);
      await next.remove(events(1, 3).map(({ key }) => key));
      await next.settleLosses(4);
      await place.abandon();
      clock.nowMs += 60_000;
      const last = open();
      expect(textsOf(await last.claim(anything))).toEqual([4, 5, 6].map((number) => event(number).json));
      expect(await last.leaseLosses()).toBe(0);
    });

    outliving("[TE85] clears also what others left", async () => {
      const { clock, place, open, shelf } = await stage();
      await shelf.put(events(1, 6));
      await shelf.addLosses(4);
      await place.abandon();
      await open().clear();
      await place.abandon();
      clock.nowMs += 60_000;
      const last = open();
      expect(await last.claim(anything)).toEqual([]);
      expect(await last.leaseLosses()).toBe(0);
    });
  });
}

const anything = { most: 1_000, except: () => false };

const textsOf = (unsent: readonly Unsent[]) => unsent.map(({ json }) => json);

/** Keys sort as those of a recorder do. */
function event(number: number): Unsent {
  const json = JSON.stringify({ name: "feature.used", number, text: "Zürich\u2028\n" });
  return { key: `${1_000 + number}_page`, json, bytes: 80 };
}

const events = (from: number, to: number): Unsent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));
