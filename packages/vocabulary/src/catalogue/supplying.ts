import { z } from "zod";
import { ModelId, NodeId, Slug } from "../ids.ts";
import { DurationMs, MicroUsd } from "../units.ts";
import { define } from "./define.ts";
import { Count, Medium } from "./fields.ts";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const node = { node: NodeId };

/** Supply and settlement: facts of the network that belong to no visitor. Kept in a table of their own. */
export const supplying = define({
  "node.registered": {
    when: "a node joined the registry",
    writer: "network",
    layer: "compute",
    consent: "necessary",
    fields: z.strictObject({ ...node, maxConcurrent: Count }),
  },
  "node.reported": {
    when: "a heartbeat arrived",
    writer: "network",
    layer: "compute",
    consent: "necessary",
    fields: z.strictObject({ ...node, enabled: z.boolean() }),
  },
  "node.measured": {
    when: "a minute of a node ended: what it offered and what was used, for one model",
    writer: "network",
    layer: "compute",
    consent: "necessary",
    fields: z.strictObject({
      ...node,
      model: ModelId,
      activeMs: DurationMs,
      busyMs: z.int().nonnegative().max(1_000_000_000),
      served: Count,
      refused: Count,
    }),
    value: "busyMs",
  },
  "node.slowed": {
    when: "a node became slower than it promised",
    writer: "network",
    layer: "compute",
    consent: "necessary",
    fields: z.strictObject({ ...node, percent: z.int().min(0).max(100) }),
  },
  "node.failed": {
    when: "a node stopped answering",
    writer: "network",
    layer: "compute",
    consent: "necessary",
    fields: z.strictObject(node),
  },
  "node.recovered": {
    when: "a node answers again at its promised speed",
    writer: "network",
    layer: "compute",
    consent: "necessary",
    fields: z.strictObject(node),
  },
  "node.withdrawn": {
    when: "an owner took a node out, or took a model off it",
    writer: "network",
    layer: "incentives",
    consent: "necessary",
    fields: z.strictObject({
      ...node,
      model: ModelId.optional(),
      because: z.enum(["unprofitable", "maintenance", "fault"]),
      maxConcurrent: Count,
    }),
  },
  "weather.changed": {
    when: "the mock network's weather changed",
    writer: "network",
    layer: "compute",
    consent: "necessary",
    fields: z.strictObject({ weather: z.enum(["calm", "busy", "stormy"]) }),
  },
  "model.listed": {
    when: "a publisher offered a model",
    writer: "network",
    layer: "models",
    consent: "necessary",
    fields: z.strictObject({ model: ModelId, medium: Medium }),
  },
  "model.deprecated": {
    when: "a model is hosted still, but its end is announced",
    writer: "network",
    layer: "models",
    consent: "necessary",
    fields: z.strictObject({ model: ModelId }),
  },
  "model.delisted": {
    when: "a model is hosted no more",
    writer: "network",
    layer: "models",
    consent: "necessary",
    fields: z.strictObject({ model: ModelId }),
  },
  "settlement.closed": {
    when: "a payment session was settled: idle, exhausted or before its deadline",
    writer: "network",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({
      because: z.enum(["idle", "exhausted", "deadline"]),
      requests: Count,
      amountMicroUsd: MicroUsd,
      unbilledMicroUsd: MicroUsd,
    }),
    value: "amountMicroUsd",
  },
  "batch.flushed": {
    when: "receipts were sealed under one Merkle root",
    writer: "network",
    layer: "verification",
    consent: "necessary",
    fields: z.strictObject({ root: Hash, receipts: Count, because: z.enum(["size", "idle", "age"]) }),
    value: "receipts",
  },
  "batch.confirmed": {
    when: "a published root can be relied on",
    writer: "network",
    layer: "verification",
    consent: "necessary",
    fields: z.strictObject({ root: Hash, confirmedMs: DurationMs }),
  },
  "epoch.closed": {
    when: "the receipts of an epoch were added up for payout",
    writer: "network",
    layer: "incentives",
    consent: "necessary",
    fields: z.strictObject({ epoch: Count, receipts: Count, settledMicroUsd: MicroUsd, rewardsMicroUsd: MicroUsd }),
    value: "settledMicroUsd",
  },
  "payout.made": {
    when: "a party was paid its part of an epoch: fees from demand, rewards from subsidy",
    writer: "network",
    layer: "incentives",
    consent: "necessary",
    fields: z.strictObject({
      epoch: Count,
      party: z.enum(["node", "publisher", "full-nodes"]),
      node: NodeId.optional(),
      publisher: Slug.optional(),
      feesMicroUsd: MicroUsd,
      rewardsMicroUsd: MicroUsd,
      costMicroUsd: MicroUsd,
    }),
    value: "feesMicroUsd",
  },
});
