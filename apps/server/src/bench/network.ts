import { benchHealth, benchOverhead, benchStreams } from "./network/gateway.ts";
import { benchImages } from "./network/images.ts";
import { benchReceipts } from "./network/receipts.ts";

export type NetworkSettings = { readonly receipts: number; readonly requests: number; readonly streams: number };

/** What the mock network costs: its signatures, its gateway, its streams, its pictures. */
export async function benchNetwork({ receipts, requests, streams }: NetworkSettings) {
  const proofs = await benchReceipts(receipts);
  const images = await benchImages();
  const inMemory = await benchOverhead("memory", requests);
  const onStore = await benchOverhead("store", requests);
  const health = await benchHealth(4, 15);
  const { streamsHeld, peakMb, whole } = await benchStreams(streams);
  console.error(`CPU of a 512 px picture by model, in ms: ${JSON.stringify(images)}`);
  return {
    bench: "network",
    ...proofs,
    overheadMsP50: inMemory.p50,
    overheadMsP99: inMemory.p99,
    overheadOnStoreMsP50: onStore.p50,
    streamsHeld,
    streamsWhole: whole,
    peakMb,
    imageCpuMs: Math.max(...Object.values(images)),
    healthMsP99: health.busy,
    healthIdleMsP99: health.idle,
  };
}
