import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { openEmbedded } from "../engines/embedded.ts";
import type { Engine } from "../engines/engine.ts";
import { openServer } from "../engines/server.ts";
import { migrate } from "../migrate.ts";
import { openProjection, type Projection, type ProjectionOptions } from "../projection/projection.ts";
import type { QuestionEngine } from "../questions.ts";

/** A database with its tables, and projections of it that are closed and thrown away with it. */
export type Projecting = {
  readonly engine: Engine;
  directory(): Promise<string>;
  open(options: { readonly directory: string } & Partial<ProjectionOptions>): Projection;
  close(): Promise<void>;
};

/** On the PostgreSQL of a URL, or on PGlite in memory. */
export async function startProjecting(databaseUrl: string | null): Promise<Projecting> {
  const log = () => {};
  const engine =
    databaseUrl === null ? await openEmbedded({ dataDir: "memory:", log }) : await openServer({ databaseUrl, log });
  await migrate(engine);
  const opened: Projection[] = [];
  const directories: string[] = [];
  return {
    engine,
    async directory() {
      const directory = await mkdtemp(join(tmpdir(), "flywheel-projection-"));
      directories.push(directory);
      return directory;
    },
    open(options) {
      const projection = openProjection({ engine, now: Date.now, log, ...options });
      opened.push(projection);
      return projection;
    },
    async close() {
      await Promise.all(opened.map((projection) => projection.close()));
      await engine.close();
      for (const directory of directories) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What must be equal on both sides: a row that is missing, doubled or changed shows in one of them. */
export async function totalsOf(engine: QuestionEngine): Promise<Record<string, unknown>> {
  const [row] = await engine.rows(sql`
    select cast(count(*) as text) as count, cast(count(distinct id) as text) as ids,
      cast(sum(cast(id as numeric(38, 0))) as text) as id_sum,
      cast(sum(cast(visitor_key as numeric(38, 0)) * seq) as text) as key_sum,
      cast(sum(length(name) + length(app) + length(browser) + coalesce(length(variant), -7)) as text) as lengths,
      cast(count(*) filter (where simulated) as text) as simulated, min(ts) as first, max(ts) as last,
      sum(value) as value
    from events`);
  return row ?? {};
}
