import { setTimeout as sleep } from "node:timers/promises";
import { askHeavily } from "./heavy-questions.ts";
import { runLoad } from "./load.ts";
import { usageOf } from "./process-tree.ts";
import { type BenchProduct, type EngineKind, progressOf, startProduct, untilProjected } from "./product.ts";
import { quantile } from "./quantile.ts";

export type IngestSettings = {
  readonly engine: EngineKind;
  readonly seconds: number;
  readonly eventsPerBatch: number;
  /** What is offered; null: what the engine must sustain. */
  readonly eventsPerSecond: number | null;
  readonly connections: number;
  readonly visitors: number;
};

/** What each engine must take for a minute, and a little more is offered. */
const offered = { pglite: 10_300, postgres: 25_300 } as const;
const burst = { eventsPerSecond: 40_000, seconds: 10 } as const;
const graceMs = 10_000;
/** After the burst the projection puts its rows in order; the next load is not to measure that. */
const calmMs = 10_000;

/** How fast a built server takes events in, and whether all of them reach the projection. */
export async function benchIngest(settings: IngestSettings) {
  const product = await startProduct(settings.engine);
  try {
    await load(product, settings, { seconds: 2, eventsPerSecond: 2_000, seed: 0 }); // compiles and connects
    const steady = await measure(product, settings);
    const peak = await measureBurst(product, settings, steady.rows);
    await sleep(calmMs);
    const single = await load(product, settings, { seconds: 5, eventsPerSecond: 4_000, eventsPerBatch: 1, seed: 3 });
    const heavy = await measureBesideQuestions(product, settings);
    const expected = peak.rows + single.accepted + heavy.accepted;
    const late = await untilProjected(product.server.origin, expected, graceMs);
    const lost = steady.lost + peak.lost + (late === null ? expected - (await rowsOf(product)) : 0);
    return {
      bench: "ingest",
      engine: settings.engine,
      batch: settings.eventsPerBatch,
      ...steady.figures,
      burst: peak.figures,
      single: {
        eventsPerSecond: Math.round(single.accepted / (single.elapsedMs / 1_000)),
        ackMsP50: round(quantile(single.ackMs, 0.5)),
        ackMsP99: round(quantile(single.ackMs, 0.99)),
      },
      besideQuestions: heavy.figures,
      lost,
    };
  } finally {
    await product.stop();
  }
}

async function measure(product: BenchProduct, settings: IngestSettings) {
  const { origin, pid } = product.server;
  const eventsPerSecond = settings.eventsPerSecond ?? offered[settings.engine];
  const rowsBefore = await rowsOf(product);
  const before = await usageOf(pid);
  const memory: number[] = [];
  const sampling = setInterval(() => void usageOf(pid).then((usage) => usage && memory.push(usage.residentMb)), 1_000);
  const loaded = await load(product, settings, { seconds: settings.seconds, eventsPerSecond, seed: 1 });
  clearInterval(sampling);
  const { journal } = await progressOf(origin);
  const after = await usageOf(pid);
  const rows = rowsBefore + loaded.accepted;
  const projectedMs = await untilProjected(origin, rows, graceMs);
  const quarter = Math.floor(memory.length / 4);
  return {
    rows,
    lost: projectedMs === null ? rows - (await rowsOf(product)) : 0,
    figures: {
      eventsPerSecond: Math.round(loaded.accepted / (loaded.elapsedMs / 1_000)),
      ackMsP50: round(quantile(loaded.ackMs, 0.5)),
      ackMsP99: round(quantile(loaded.ackMs, 0.99)),
      cpuMsPerThousandEvents:
        before && after ? round(((after.cpuMs - before.cpuMs) * 1_000) / Math.max(1, loaded.accepted)) : null,
      peakMb: memory.length > 0 ? Math.round(Math.max(...memory)) : null,
      /** How much more is used in the last quarter than in the second. */
      grownMb: quarter > 0 ? Math.round(mean(memory.slice(-quarter)) - mean(memory.slice(quarter, 2 * quarter))) : null,
      offeredPerSecond: eventsPerSecond,
      backlogEvents: journal.backlogEvents,
      projectedAfterMs: projectedMs === null ? null : Math.round(projectedMs),
      failures: loaded.failures,
    },
  };
}

/** More than it can store at once: it must be acknowledged all the same, and be there when it is over. */
async function measureBurst(product: BenchProduct, settings: IngestSettings, rowsBefore: number) {
  const { origin } = product.server;
  const loaded = await load(product, settings, { ...burst, seed: 2 });
  const rows = rowsBefore + loaded.accepted;
  const drainedMs = await untilProjected(origin, rows, 120_000);
  return {
    rows,
    lost: drainedMs === null ? rows - (await rowsOf(product)) : 0,
    figures: {
      offeredPerSecond: burst.eventsPerSecond,
      eventsPerSecond: Math.round(loaded.accepted / (loaded.elapsedMs / 1_000)),
      ackMsP99: round(quantile(loaded.ackMs, 0.99)),
      drainedAfterMs: drainedMs === null ? null : Math.round(drainedMs),
      failures: loaded.failures,
    },
  };
}

/** Intake while a dozen heavy questions are asked of all that the bench has brought. */
async function measureBesideQuestions(product: BenchProduct, settings: IngestSettings) {
  const stop = new AbortController();
  const { cookie, server } = product;
  const asking = askHeavily(server.origin, { cookie, atOnce: 12, signal: stop.signal });
  const loaded = await load(product, settings, { seconds: 15, eventsPerSecond: 2_000, seed: 4 });
  stop.abort();
  const { answered, refused } = await asking;
  return {
    accepted: loaded.accepted,
    figures: {
      atOnce: 12,
      eventsPerSecond: Math.round(loaded.accepted / (loaded.elapsedMs / 1_000)),
      ackMsP50: round(quantile(loaded.ackMs, 0.5)),
      ackMsP99: round(quantile(loaded.ackMs, 0.99)),
      answered,
      refused,
    },
  };
}

const rowsOf = async ({ server }: BenchProduct) => (await progressOf(server.origin)).projection.events;

type Asked = {
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly seed: number;
  readonly eventsPerBatch?: number;
};

const load = ({ server, writeKey }: BenchProduct, settings: IngestSettings, asked: Asked) => {
  const { connections, visitors, eventsPerBatch } = settings;
  return runLoad({ origin: server.origin, writeKey, connections, visitors, eventsPerBatch, ...asked });
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number) => Math.round(value * 10) / 10;
