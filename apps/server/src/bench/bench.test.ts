import { createMemoryEventLog, takeIn } from "@flywheel/telemetry";
import { expect, it } from "vitest";
import { createBodies } from "./load-bodies.ts";
import { usageOf } from "./process-tree.ts";
import { quantile } from "./quantile.ts";

it("[SV50] a load's batches are of many visitors, no event is in two, and intake takes every one", async () => {
  let seed = 1;
  const randomBytes = (count: number) =>
    Uint8Array.from({ length: count }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 252;
    });
  const next = createBodies({ visitors: 50, seed: 1, eventsPerBatch: 40, now: () => 1_000, randomBytes });
  const log = createMemoryEventLog();
  const sender = { kind: "server", app: null, simulated: true } as const;
  const visitors = new Set<string>();
  for (let count = 0; count < 2; count += 1) {
    const batch = JSON.parse(next());
    for (const { visitorId } of batch.events) visitors.add(visitorId);
    const taken = await takeIn({ log, sender, receivedAtMs: 1_000, batch, randomBytes });
    expect(taken).toMatchObject({ accepted: 40, repeated: 0, refused: [] });
  }
  expect(visitors.size).toBeGreaterThan(40);
});

it("[SV51] quantiles are by nearest rank", () => {
  const values = [15, 20, 35, 40, 50];
  expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => quantile(values, share))).toEqual([15, 20, 20, 35, 50]);
  expect(quantile([], 0.5)).toBeNaN();
});

it.runIf(process.platform === "linux")("[SV52] a process is counted with its children", async () => {
  const usage = await usageOf(process.pid);
  expect(usage?.residentMb).toBeGreaterThan(process.memoryUsage().rss / 1_048_576 / 2);
  expect(usage?.cpuMs).toBeGreaterThan(0);
});
