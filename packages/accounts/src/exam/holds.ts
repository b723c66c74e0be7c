import { type HoldId, mint } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { LedgerBelowZeroError } from "../port.ts";
import {
  ada,
  balances,
  bob,
  ending,
  exampleBytes,
  exampleRequest,
  grant,
  holding,
  type Open,
  post,
} from "./examples.ts";

export function describeHolds(open: Open): void {
  it("[AC11] knows a hold by its postings: what is left of it, and for how long", async () => {
    const { book } = await open();
    await post(book, ada, [grant("free", 5), grant("purchased", 10)]);
    const [id, other] = [mint<HoldId>("hld", exampleBytes), mint<HoldId>("hld", exampleBytes)];
    await post(book, ada, [holding(id, "free", 5, 9_000), holding(id, "purchased", 2, 9_000)]);
    await post(book, ada, [holding(other, "purchased", 1, 9_000)]);

    const { holds, balances: held } = await book.read(ada, []);
    expect(held).toEqual(balances({ free: [0, 5], purchased: [7, 3] }));
    const open1 = { id, requestId: exampleRequest, parts: { free: 5, purchased: 2 }, expiresAtMs: 9_000 };
    expect(holds.find((hold) => hold.id === id)).toEqual(open1);
    expect(holds).toHaveLength(2);

    await post(book, ada, [ending(id, "charge", "free", 0, -5)]);
    expect((await book.read(ada, [])).holds.find((hold) => hold.id === id)?.parts).toEqual({ purchased: 2 });
    await post(book, ada, [ending(id, "release", "purchased", 2, -2)]);
    expect((await book.read(ada, [])).holds.map((hold) => hold.id)).toEqual([other]);
    expect((await book.read(ada, [])).balances).toEqual(balances({ purchased: [9, 1] }));
  });

  it("[AC12] refuses to take from a hold more than it has left, even if other holds could cover it", async () => {
    const { book } = await open();
    await post(book, ada, [grant("free", 10)]);
    const [id, other] = [mint<HoldId>("hld", exampleBytes), mint<HoldId>("hld", exampleBytes)];
    await post(book, ada, [holding(id, "free", 2, 9_000), holding(other, "free", 8, 9_000)]);
    await expect(post(book, ada, [ending(id, "charge", "free", 0, -3)])).rejects.toThrow(LedgerBelowZeroError);
    expect((await book.read(ada, [])).balances.free).toEqual({ available: 0, held: 10 });
  });

  it("[AC13] names holds whose time is over, of everybody, the longest over first", async () => {
    const { book } = await open();
    await post(book, ada, [grant("free", 10)]);
    await post(book, bob, [grant("free", 10)]);
    const ids = Array.from({ length: 4 }, () => mint<HoldId>("hld", exampleBytes)) as [HoldId, HoldId, HoldId, HoldId];
    await post(book, ada, [holding(ids[0], "free", 1, 3_000), holding(ids[1], "free", 2, 1_000)]);
    await post(book, bob, [holding(ids[2], "free", 3, 2_000), holding(ids[3], "free", 4, 3_001)]);

    expect((await book.expiredHolds(3_000, 10)).map(({ visitorId, hold }) => [visitorId, hold.id])).toEqual([
      [ada, ids[1]],
      [bob, ids[2]],
      [ada, ids[0]],
    ]);
    expect(await book.expiredHolds(3_000, 1)).toEqual([
      { visitorId: ada, hold: { id: ids[1], requestId: exampleRequest, parts: { free: 2 }, expiresAtMs: 1_000 } },
    ]);
    await post(book, ada, [ending(ids[1], "release", "free", 2, -2)]);
    expect((await book.expiredHolds(3_000, 10)).map(({ hold }) => hold.id)).toEqual([ids[2], ids[0]]);
    expect(await book.expiredHolds(999, 10)).toEqual([]);
  });
}
