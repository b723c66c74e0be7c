import type { VisitorId } from "@flywheel/vocabulary";
import pg from "pg";
import { expect, it, vi } from "vitest";
import { openStore } from "./open-store.ts";
import { exampleEvent } from "./testing/example-event.ts";
import { startTestPostgres } from "./testing/index.ts";

const hourMs = 3_600_000;
const visitor = "vis_000000000000000000001" as VisitorId;

it("[ST100] what was taken in and waits for the database counts in how far behind questions are", async () => {
  const postgres = await startTestPostgres();
  const clock = { aheadMs: 0 };
  const store = await openStore({
    ...{ databaseUrl: postgres.databaseUrl, dataDir: "memory:" },
    now: () => Date.now() + clock.aheadMs,
  });
  const lagMs = () => store.questions.lagMs?.() ?? -1;
  await store.catchUp();
  expect(lagMs()).toBeGreaterThanOrEqual(0);
  expect(lagMs()).toBeLessThan(hourMs);

  const holder = new pg.Client({ connectionString: postgres.databaseUrl });
  await holder.connect();
  await holder.query("begin; lock table events in exclusive mode"); // it is read, and nothing comes in
  await store.events.append([exampleEvent(1, visitor)]);
  await vi.waitFor(() => expect(store.journal().oldestMs).toBeGreaterThan(0), { timeout: 10_000 });
  clock.aheadMs = hourMs;
  // The projection follows: it sees all that is committed.
  await vi.waitFor(() => expect(store.projection().lagMs ?? hourMs).toBeLessThan(hourMs), { timeout: 10_000 });
  expect(lagMs()).toBeGreaterThan(hourMs - 60_000);

  await holder.query("rollback");
  await holder.end();
  await store.catchUp();
  await vi.waitFor(() => expect(lagMs()).toBeLessThan(hourMs), { timeout: 10_000 });
  await store.close();
  await postgres.stop();
}, 120_000);
