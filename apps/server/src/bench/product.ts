import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestPostgres } from "@flywheel/store/test-postgres";
import { type BuiltServer, freePort, freshDataDir, startBuiltServer } from "@flywheel/tooling/built-server";
import { z } from "zod";
import { makeOwner, signIn } from "./heavy-questions.ts";

export const engines = ["pglite", "postgres"] as const;
export type EngineKind = (typeof engines)[number];

/** A built server on a fresh store, as an operator runs it, with a key for the load. */
export type BenchProduct = {
  readonly server: BuiltServer;
  readonly writeKey: string;
  /** Of somebody who works here and may ask. */
  readonly cookie: string;
  stop(): Promise<void>;
};

export async function startProduct(engine: EngineKind): Promise<BenchProduct> {
  const postgres = engine === "postgres" ? await startTestPostgres({ durable: true }) : null;
  const writeKey = randomBytes(24).toString("hex");
  const settings = {
    PORT: String(await freePort()),
    FLYWHEEL_DATA_DIR: await freshDataDir(),
    FLYWHEEL_WRITE_KEY: writeKey,
    ...(postgres ? { DATABASE_URL: postgres.databaseUrl } : {}),
  };
  const link = await makeOwner(settings);
  const server = await startBuiltServer(settings);
  return {
    server,
    writeKey,
    cookie: await signIn(link),
    async stop() {
      await server.stop();
      await postgres?.stop();
      await rm(server.dataDir, { recursive: true, force: true });
    },
  };
}

const Health = z.object({
  journal: z.object({ backlogEvents: z.number(), oldestMs: z.number(), setAside: z.number() }),
  projection: z.object({ phase: z.string(), events: z.number(), lagMs: z.number().nullable() }),
});
export type Progress = z.infer<typeof Health>;

export const progressOf = async (origin: string): Promise<Progress> =>
  Health.parse(await (await fetch(`${origin}/api/health`)).json());

/** Waits until the projection holds so many events; returns how long it took, or null if it did not come to it in time. */
export async function untilProjected(origin: string, events: number, withinMs: number): Promise<number | null> {
  const startedMs = performance.now();
  for (;;) {
    const tookMs = performance.now() - startedMs;
    if ((await progressOf(origin)).projection.events >= events) return tookMs;
    if (tookMs > withinMs) return null;
    await sleep(50);
  }
}
