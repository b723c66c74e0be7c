import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ExperimentDefinition, seeds, usualMeasurement } from "@flywheel/experiments";
import { answerReadout, answerTraffic } from "@flywheel/readout";
import { openStore, type QuestionEngine, type Store } from "@flywheel/store";
import { startTestPostgres } from "@flywheel/store/test-postgres";
import { sql } from "drizzle-orm";
import { quantile } from "./quantile.ts";

export type ReadoutSettings = { readonly rows: number; readonly visitors: number };

const dayMs = 86_400_000;
const asks = 5;

/** How long a whole readout takes on the projection, the same readout straight on PostgreSQL, and what a start asks for first. */
export async function benchReadout({ rows, visitors }: ReadoutSettings) {
  const postgres = await startTestPostgres({ durable: true });
  const dataDir = await mkdtemp(join(tmpdir(), "flywheel-bench-"));
  const open = () => openStore({ dataDir, now: Date.now, databaseUrl: postgres.databaseUrl });
  try {
    const asOfMs = Math.floor(Date.now() / dayMs) * dayMs;
    const startedAtMs = asOfMs - 28 * dayMs;
    const uncapped = experimentSince(startedAtMs, {});
    await fill(await open(), { rows, visitors }, asOfMs);
    await rm(join(dataDir, "projection"), { recursive: true });
    await using store = await open();
    while (store.projection().phase !== "ready") await sleep(50);
    const startedMs = performance.now();
    const { caps } = await answerTraffic(store.questions, uncapped, startedAtMs);
    const trafficMs = performance.now() - startedMs;
    const definition = experimentSince(startedAtMs, caps);
    const ask = async (engine: QuestionEngine) => {
      const startedMs = performance.now();
      const { events } = await answerReadout(engine, definition, { phase: 1, simulated: false, asOfMs });
      return { events, ms: performance.now() - startedMs };
    };
    await ask(store.questions);
    const times: number[] = [];
    for (let turn = 0; turn < asks; turn += 1) times.push((await ask(store.questions)).ms);
    const { database } = store.staff;
    const straight = await ask({ rows: async (question) => (await database.execute(question)).rows });
    return {
      bench: "readout",
      events: straight.events,
      ms: Math.round(quantile(times, 0.5)),
      postgresMs: Math.round(straight.ms),
      trafficMs: Math.round(trafficMs),
      caps: Object.keys(caps).length,
    };
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Three arms, ten metrics, two segments; sums are capped as they would be by the traffic before the start. */
function experimentSince(startedAtMs: number, caps: Readonly<Record<string, number>>): ExperimentDefinition {
  const [seed] = seeds;
  if (!seed) throw new Error("there is no experiment to begin with");
  const variants = ["a", "b", "c"].map((key) => ({ key, name: key, value: key, weight: 1 / 3 }));
  return {
    ...seed,
    key: "bench",
    variants,
    measurement: {
      ...usualMeasurement,
      primary: "kept",
      secondary: ["prompts", "served", "keeps-per-answer", "shared", "paid", "revenue", "credits-spent"],
      guardrails: ["refused", "page-broke"].map((metric) => ({ metric, margin: 0.1 })),
      segments: ["phones", "desktops"],
    },
    phases: [{ startedAtMs, endedAtMs: null, weights: [1 / 3, 1 / 3, 1 / 3], because: "a bench", caps }],
  };
}

/** An exposure of every visitor within three weeks, and before and after it everything that they do, spread over eight weeks. */
async function fill(opened: Store, { rows, visitors }: ReadoutSettings, asOfMs: number): Promise<void> {
  await using store = opened;
  const columns = sql.raw(
    "visitor_key, id, ts, seq, received_at, name, app, layer, writer, device, browser, simulated, bot, experiment, variant, value, props",
  );
  const end = sql`cast(${new Date(asOfMs).toISOString()} as timestamp)`;
  const chunk = 100_000;
  for (let from = 0; from < rows; from += chunk) {
    await store.staff.database.execute(sql`
      insert into events (${columns})
      select v, 'evt_' || lpad(i::text, 20, '0'), at, i, at, name, 'image-studio', 'applications', 'browser',
        case when v % 3 = 0 then 'phone' else 'desktop' end, 'Firefox', false, false,
        case when seen then 'bench' end, case when seen then chr((97 + v % 3)::int) end,
        case when name in ('credits.purchased', 'inference.completed') then (i % 17)::double precision end,
        case when seen then '{"experiment":"bench","phase":1}'::jsonb else '{"funding":"purchased"}'::jsonb end
      from (
        select i, i % ${visitors}::bigint as v, i < ${visitors}::bigint as seen,
          case when i < ${visitors}::bigint then 'experiment.exposed' else
            (array['prompt.submitted', 'inference.completed', 'output.kept', 'app.opened', 'output.shown',
              'credits.purchased', 'share.created', 'payment.settled'])[1 + ((i / ${visitors}::bigint + i) % 8)::int] end as name,
          ${end} - interval '56 days' + case when i < ${visitors}::bigint
            then interval '28 days' + (i * 7919 % 1814400) * interval '1 second'
            else (i * 104729 % 4838400) * interval '1 second' end as at
        from generate_series(${from}::bigint, ${Math.min(rows, from + chunk) - 1}::bigint) as i
      ) made`);
  }
}
