import type { QuestionEngine } from "@flywheel/store";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

type Rows = Awaited<ReturnType<QuestionEngine["rows"]>>;
type Reading = { readonly rows: Promise<Rows>; readonly stop: AbortController; askers: number };

/**
 * What several questions read in the same words at the same time is read once: a page asks for layers and for the flywheel
 * they turn, and both begin with everybody's weeks. Only what is under way is shared, so nobody is told anything old. Who
 * leaves goes alone; when all have left, the reading is stopped.
 */
export function shareReadings(engine: QuestionEngine): QuestionEngine {
  const underWay = new Map<string, Reading>();

  function begin(key: string, question: SQL): Reading {
    const stop = new AbortController();
    const rows = engine.rows(question, { signal: stop.signal });
    const reading = { rows, stop, askers: 0 };
    underWay.set(key, reading);
    rows.then(
      () => forget(key, reading),
      () => forget(key, reading),
    );
    return reading;
  }

  function forget(key: string, reading: Reading): void {
    if (underWay.get(key) === reading) underWay.delete(key);
  }

  return {
    async rows(question, { signal } = {}) {
      signal?.throwIfAborted();
      const key = keyOf(question);
      const reading = underWay.get(key) ?? begin(key, question);
      reading.askers += 1;
      try {
        return await orLeft(reading.rows, signal);
      } finally {
        reading.askers -= 1;
        if (reading.askers === 0) {
          forget(key, reading); // whoever comes now must not be told that it was stopped
          reading.stop.abort(signal?.reason);
        }
      }
    },
    lagMs: () => engine.lagMs?.() ?? null,
  };
}

const dialect = new PgDialect();

function keyOf(question: SQL): string {
  const { sql, params } = dialect.sqlToQuery(question);
  return JSON.stringify([sql, params], (_, value) => (typeof value === "bigint" ? `${value}n` : value));
}

function orLeft(rows: Promise<Rows>, signal: AbortSignal | undefined): Promise<Rows> {
  if (signal === undefined) return rows;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    const stay = () => signal.removeEventListener("abort", leave);
    rows.then(resolve, reject).finally(stay);
  });
}
