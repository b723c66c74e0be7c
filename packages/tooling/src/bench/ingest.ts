import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { cpus } from "node:os";
import { startBuiltServer } from "../built-server.ts";
import { inventBatches } from "./invented-batches.ts";
import { quantile } from "./quantile.ts";

export type IngestSettings = {
  readonly seconds: number;
  readonly connections: number;
  readonly eventsPerBatch: number;
  readonly visitors: number;
};

export const usualIngest: IngestSettings = { seconds: 10, connections: 4, eventsPerBatch: 100, visitors: 5_000 };

/** How fast a built server on an embedded store takes events in: sent over loopback, counted when acknowledged. */
export async function benchIngest({ seconds, connections, eventsPerBatch, visitors }: IngestSettings) {
  const writeKey = randomBytes(24).toString("hex");
  const server = await startBuiltServer({ FLYWHEEL_WRITE_KEY: writeKey });
  try {
    const nextBatch = inventBatches({ visitors, now: Date.now, randomBytes });
    const send = async () => {
      const batch = JSON.stringify(nextBatch(eventsPerBatch));
      const sentMs = performance.now();
      const response = await fetch(`${server.origin}/api/trpc/telemetry.record`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-flywheel-write-key": writeKey },
        body: batch,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`the server answered ${response.status}: ${text.slice(0, 200)}`);
      return { tookMs: performance.now() - sentMs, accepted: acceptedIn(text) };
    };

    await send(); // the first one compiles and connects
    const tookMs: number[] = [];
    let accepted = 0;
    const startedMs = performance.now();
    const sender = async () => {
      while (performance.now() - startedMs < seconds * 1_000) {
        const sent = await send();
        tookMs.push(sent.tookMs);
        accepted += sent.accepted;
      }
    };
    await Promise.all(Array.from({ length: connections }, sender));
    const elapsedMs = performance.now() - startedMs;

    return {
      bench: "ingest",
      store: "embedded",
      cores: cpus().length,
      connections,
      eventsPerBatch,
      seconds: round(elapsedMs / 1_000),
      sent: tookMs.length * eventsPerBatch,
      accepted,
      acceptedPerSecond: Math.round(accepted / (elapsedMs / 1_000)),
      batchMsP50: round(quantile(tookMs, 0.5)),
      batchMsP99: round(quantile(tookMs, 0.99)),
    };
  } finally {
    await server.stop();
    await rm(server.dataDir, { recursive: true, force: true });
  }
}

type Acknowledgement = { readonly result: { readonly data: { readonly accepted: number } } };
const acceptedIn = (text: string) => (JSON.parse(text) as Acknowledgement).result.data.accepted;
const round = (value: number) => Math.round(value * 10) / 10;
