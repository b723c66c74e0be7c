import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { generate } from "@flywheel/simulator";
import { openStore, type Store } from "@flywheel/store";
import { takeIn } from "@flywheel/telemetry";
import type { SentEvent } from "@flywheel/vocabulary";
import pg from "pg";

export const dayMs = 86_400_000;
/** The weeks that events are spread over, and that questions are asked of. */
export const days = 91;
const mostOriginals = 100_000;
/** An everyday visitor leaves about so many events in those weeks. */
const eventsOfVisitor = 230;
const batchesAtOnce = 8;

export type Filling = { readonly databaseUrl: string; readonly dataDir: string; readonly events: number };

/** Simulated weeks as they are taken in, then the same again for other visitors until there are enough. */
export async function fill({ databaseUrl, dataDir, events }: Filling, endMs: number): Promise<number> {
  {
    await using store = await openStore({ databaseUrl, dataDir, now: Date.now });
    await takeInVisitors(store, Math.ceil(Math.min(events, mostOriginals) / eventsOfVisitor), endMs);
  }
  return copyVisitors(databaseUrl, events);
}

/** Resolves when the database has them. */
export async function takeInVisitors(store: Store, visitors: number, endMs: number): Promise<number> {
  let taken = 0;
  let waiting: Promise<number>[] = [];
  const arrive = async () => {
    for (const accepted of await Promise.all(waiting)) taken += accepted;
    waiting = [];
  };
  for (const batch of generate({ seed: 1, visitors, days, startMs: endMs - days * dayMs })) {
    waiting.push(take(store, batch, endMs));
    if (waiting.length === batchesAtOnce) await arrive();
  }
  await arrive();
  while (store.journal().backlogEvents > 0) await sleep(100);
  await store.catchUp();
  return taken;
}

export async function take(store: Store, batch: readonly SentEvent[], atMs: number): Promise<number> {
  const sender = { kind: "server", app: null, simulated: true } as const;
  const sent = { sentAtMs: atMs, lost: 0, events: [...batch] };
  const outcome = await takeIn({ log: store.events, sender, receivedAtMs: atMs, batch: sent, randomBytes });
  if (outcome.outcome !== "taken") throw new Error("a batch was not taken in");
  return outcome.accepted;
}

/**
 * Copies everybody until the database holds so many events; returns how many it does. Each copy lives up to two weeks
 * earlier than another and shares links of its own, so that no two weeks need be equal.
 */
export async function copyVisitors(databaseUrl: string, events: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const originals = await client.query("create temporary table originals as select * from events");
    let held = originals.rowCount ?? 0;
    for (let copy = 1; held < events; copy += 1) {
      const { rowCount } = await client.query(copySql, [copy, events - held]);
      if (!rowCount) throw new Error("the store could not be filled");
      held += rowCount;
    }
    await client.query("vacuum analyze"); // as a server does by itself once it is left alone for a while
    return held;
  } finally {
    await client.end();
  }
}

const same =
  "seq, received_at, name, app, layer, writer, build, session_id, device, browser, simulated, bot, request_id, model, funding, experiment, variant, value";
const copySql = `insert into events (visitor_key, id, ts, ${same}, props)
  select visitor_key + $1::bigint, id, ts - abs((visitor_key + $1::bigint) % 20011) * interval '1 minute', ${same},
    case when props ? 'shareId'
      then props || jsonb_build_object('shareId', left(props ->> 'shareId', 40) || '.' || $1::bigint) else props end
  from originals limit $2`;
