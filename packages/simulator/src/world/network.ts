import { z } from "zod";
import { Day } from "./scales.ts";

/** Capacity that goes away: a node with all its models, or one model off it. */
const Withdrawal = z.strictObject({
  /** By place among the nodes. */
  node: z.int().min(0).max(999),
  model: z.string().optional(),
  because: z.enum(["unprofitable", "maintenance", "fault"]),
  /** From the beginning of a day; the node is registered again when another begins, if it ever is. */
  day: Day,
  untilDay: Day.optional(),
});

/**
 * Which node hosts what. With it an ask goes to a node that hosts its model and is there. Each node of a model had its part
 * of the asks by its slots: the part of those that withdrew is refused, and all of them when none is left. What the network
 * itself would write of this, `createNetworkLedger` tells.
 */
export const Network = z.strictObject({
  nodes: z
    .array(
      z.strictObject({ models: z.array(z.string()).min(1).readonly(), slots: z.int().min(1).max(10_000) }).readonly(),
    )
    .min(1)
    .max(1_000)
    .readonly(),
  withdrawals: z.array(Withdrawal).readonly().default([]),
  /** The product measures every minute; an hour at a time is a sixtieth of the facts, with the same sums. */
  measuredMinutes: z.int().min(1).max(1_440).default(1),
  /** Each node is paid what it earned, and `rewardsMicroUsd` on top, at the end of every so many days. */
  payouts: z
    .strictObject({ everyDays: z.int().min(1).max(10_000), rewardsMicroUsd: z.int().min(0).max(1_000_000_000_000) })
    .default({ everyDays: 7, rewardsMicroUsd: 0 }),
});
export type Network = z.infer<typeof Network>;
