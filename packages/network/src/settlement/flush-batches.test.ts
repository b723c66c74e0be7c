import { describe, expect, it } from "vitest";
import { servedReceipt } from "../testing/served-receipt.ts";
import { dueBatches } from "./flush-batches.ts";
import { usualRules } from "./rules.ts";

const nowMs = 1_790_000_000_000;
const minuteMs = 60_000;
const waiting = (count: number, agoMs: number) => Array.from({ length: count }, () => servedReceipt(nowMs - agoMs));
const due = (...receipts: ReturnType<typeof servedReceipt>[]) =>
  dueBatches(receipts, nowMs, usualRules.batch).map(({ because, receipts: members }) => [because, members.length]);

describe("a batch is flushed", () => {
  it("[NE167] at twenty receipts, however fresh; the rest waits", () => {
    expect(due(...waiting(19, 0))).toEqual([]);
    expect(due(...waiting(20, 0))).toEqual([["size", 20]]);
    expect(due(...waiting(45, 0))).toEqual([
      ["size", 20],
      ["size", 20],
    ]);
  });

  it("[NE167] after five minutes in which nothing came", () => {
    expect(due(...waiting(3, 5 * minuteMs - 1))).toEqual([]);
    expect(due(...waiting(3, 5 * minuteMs))).toEqual([["idle", 3]]);
    expect(due(...waiting(3, 6 * minuteMs), ...waiting(1, 0))).toEqual([]);
  });

  it("[NE167] when its oldest has waited for fifteen minutes", () => {
    expect(due(...waiting(1, 15 * minuteMs), ...waiting(1, 0))).toEqual([["age", 2]]);
    expect(due(...waiting(1, 15 * minuteMs - 1), ...waiting(1, 0))).toEqual([]);
  });

  it("[NE167] at once for an individual receipt, in a batch of its own", () => {
    const alone = servedReceipt(nowMs, "individual");
    expect(due(alone, ...waiting(2, 0), servedReceipt(nowMs, "individual"))).toEqual([
      ["size", 1],
      ["size", 1],
    ]);
  });

  it("[NE167] with every receipt once, in order", () => {
    const receipts = [...waiting(30, 20 * minuteMs), servedReceipt(nowMs, "individual")];
    const batches = dueBatches(receipts, nowMs, usualRules.batch);
    const members = batches.flatMap((batch) => batch.receipts);
    expect(new Set(members)).toEqual(new Set(receipts));
    expect(members).toHaveLength(31);
    expect(batches.at(-1)).toMatchObject({ because: "age", receipts: receipts.slice(20, 30) });
  });
});
