import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { generate } from "@flywheel/simulator";
import { openStore, type Store } from "@flywheel/store";
import { startTestPostgres } from "@flywheel/store/test-postgres";
import { takeIn } from "@flywheel/telemetry";
import type { SentEvent } from "@flywheel/vocabulary";
import { sql } from "drizzle-orm";
import type { EngineKind } from "./product.ts";
import { quantile } from "./quantile.ts";

export type ProjectionSettings = { readonly engine: EngineKind; readonly rows: number; readonly samples: number };

/** How fast an empty projection is loaded from a full store, and how long a new event takes to become visible. */
export async function benchProjection({ engine, rows, samples }: ProjectionSettings) {
  const postgres = engine === "postgres" ? await startTestPostgres({ durable: true }) : null;
  const dataDir = await mkdtemp(join(tmpdir(), "flywheel-bench-"));
  const open = () => openStore({ dataDir, now: Date.now, ...(postgres ? { databaseUrl: postgres.databaseUrl } : {}) });
  try {
    const held = await fill(await open(), rows);
    await rm(join(dataDir, "projection"), { recursive: true });
    await using store = await open();
    const rebuiltMs = await untilReady(store);
    const visibleMs = await watchFreshness(store, samples);
    return {
      bench: "projection",
      engine,
      rows: held,
      rowsPerSecond: Math.round((1_000 * held) / rebuiltMs),
      rebuiltMs: Math.round(rebuiltMs),
      freshMsP50: Math.round(quantile(visibleMs, 0.5)),
      freshMsP99: Math.round(quantile(visibleMs, 0.99)),
    };
  } finally {
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const dayMs = 86_400_000;
const sender = { kind: "server", app: null, simulated: true } as const;

/** Some simulated days as they are taken in, then the same again for other visitors until there are enough. */
async function fill(opened: Store, rows: number): Promise<number> {
  await using store = opened;
  const startMs = Math.floor(Date.now() / dayMs) * dayMs - 30 * dayMs;
  let taken = 0;
  for (const events of generate({ seed: 1, visitors: 4_000, days: 20, startMs })) {
    taken += await takeOne(store, events);
    if (taken >= Math.min(rows, 100_000)) break;
  }
  await store.catchUp();
  const { database } = store.staff;
  const columns = sql.raw(
    "seq, received_at, name, app, layer, writer, build, session_id, device, browser, simulated, bot, request_id, model, funding, experiment, variant, value, props",
  );
  let held = taken;
  for (let copy = 1; held < rows; copy += 1) {
    const { rowCount } = await database.execute(sql`
      insert into events (visitor_key, id, ts, ${columns})
      select visitor_key + ${copy}::bigint, id, ts + ${copy} * interval '1 second', ${columns} from events
      where seq >= 0 order by xid limit ${Math.min(taken, rows - held)}`);
    held += rowCount ?? 0;
    if (rowCount === 0) throw new Error("the store could not be filled");
  }
  return held;
}

async function takeOne(store: Store, events: readonly SentEvent[]): Promise<number> {
  const batch = { sentAtMs: Date.now(), lost: 0, events: [...events] };
  const outcome = await takeIn({ log: store.events, sender, receivedAtMs: Date.now(), batch, randomBytes });
  return outcome.outcome === "taken" ? outcome.accepted : 0;
}

async function untilReady(store: Store): Promise<number> {
  while (store.projection().phase !== "ready") await sleep(20);
  const { rebuiltMs } = store.projection();
  if (rebuiltMs === null) throw new Error("the projection was there already");
  return rebuiltMs;
}

/** From the acknowledgement of a batch until a question sees it, while a thousand events a second arrive. */
async function watchFreshness(store: Store, samples: number): Promise<readonly number[]> {
  const visibleMs: number[] = [];
  const startMs = Math.floor(Date.now() / dayMs) * dayMs - dayMs;
  let seen = await eventsIn(store);
  for (const events of generate({ seed: 2, visitors: 3_000, days: 20, startMs: startMs - 20 * dayMs })) {
    const accepted = await takeOne(store, events.slice(0, 100));
    const acknowledgedMs = performance.now();
    seen += accepted;
    while ((await eventsIn(store)) < seen) await sleep(5);
    visibleMs.push(performance.now() - acknowledgedMs);
    if (visibleMs.length === samples) return visibleMs;
    await sleep(20);
  }
  throw new Error("the simulated days were too few for so many samples");
}

async function eventsIn({ questions }: Store): Promise<number> {
  const [row] = await questions.rows(sql`select count(*) as n from events`);
  return Number(row?.n);
}
