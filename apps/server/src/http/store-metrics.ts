import type { Store } from "@flywheel/store";
import { Counter, Gauge, type Registry } from "prom-client";
import type { Pulse } from "./pulse.ts";

export type StoreMetricsParts = {
  readonly store: Pick<Store, "journal" | "projection" | "leads">;
  readonly pulse: Pick<Pulse, "last">;
  readonly registry: Registry;
};

const phases = ["ready", "rebuilding", "stopped"] as const;

/** How the store is, from what is known already: a database that hangs does not hold up who asks. */
export function addStoreMetrics({ store, pulse, registry }: StoreMetricsParts): void {
  const gauge = (name: string, help: string, read: () => number | null) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read() ?? -1);
      },
    });
  gauge("flywheel_store_ping_seconds", "Round trip to the database a moment ago; -1 when it does not answer", () =>
    inSeconds(pulse.last().pingMs),
  );
  gauge("flywheel_store_leads", "1 on the server that runs the jobs of which only one may", () =>
    Number(store.leads()),
  );
  gauge(
    "flywheel_journal_backlog_events",
    "Acknowledged events that are not in the database",
    () => store.journal().backlogEvents,
  );
  gauge("flywheel_journal_oldest_seconds", "How long the oldest of them has waited", () =>
    inSeconds(store.journal().oldestMs),
  );
  gauge(
    "flywheel_journal_bytes",
    "On disk: what waits, and what has not been let go of yet",
    () => store.journal().bytes,
  );
  gauge("flywheel_projection_rows", "Rows that questions are asked of", () => store.projection().rows);
  gauge(
    "flywheel_projection_lag_seconds",
    "Age of the moment up to which everything is visible to questions; -1 before the first",
    () => inSeconds(store.projection().lagMs),
  );
  new Gauge({
    name: "flywheel_projection_phase",
    help: "1 for the phase that the projection is in",
    labelNames: ["phase"],
    registers: [registry],
    collect() {
      for (const phase of phases) this.set({ phase }, Number(store.projection().phase === phase));
    },
  });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  counter("flywheel_journal_stored_total", "Events that were new to the database", () => store.journal().stored);
  counter("flywheel_journal_repeated_total", "Events that it had already", () => store.journal().repeated);
  counter("flywheel_journal_set_aside_total", "Events that it refused for themselves", () => store.journal().setAside);
}

const inSeconds = (ms: number | null) => ms && ms / 1_000;
