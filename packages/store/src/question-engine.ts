import type { SQL } from "drizzle-orm";
import type { PoolClient } from "pg";
import { databaseOn } from "./database.ts";
import type { Engine } from "./engines/engine.ts";
import { StoreError } from "./errors.ts";
import type { QuestionEngine } from "./questions.ts";

/** The longest that a question may take: whoever asked has gone by then, and on the embedded engine everybody waits. */
const questionTimeoutMs = 15_000;

export function createQuestionEngine(engine: Engine, timeoutMs = questionTimeoutMs): QuestionEngine {
  return {
    async rows(question, { signal } = {}) {
      signal?.throwIfAborted();
      const client = await engine.pool.connect();
      const timeout = AbortSignal.timeout(timeoutMs);
      const stop = signal ? AbortSignal.any([signal, timeout]) : timeout;
      try {
        const rows = await Promise.race([ask(client, question), stopped(stop)]);
        client.release();
        return rows;
      } catch (error) {
        // Closed, not given back: it may still be busy with a question that nobody waits for.
        if (stop.aborted) await engine.cancel(client).catch(() => {});
        client.release(true);
        throw timeout.aborted && !signal?.aborted ? tooSlow() : error;
      }
    },
  };
}

async function ask(client: PoolClient, question: SQL): Promise<readonly Record<string, unknown>[]> {
  const database = databaseOn(client);
  return database.transaction(async (reading) => (await reading.execute(question)).rows, { accessMode: "read only" });
}

const stopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

/** The SQLSTATE is the one that a server gives when it stops a statement by itself. */
const tooSlow = () =>
  new StoreError({
    operation: "questions.rows",
    sqlstate: "57014",
    constraint: null,
    explanation: "the question took too long and was stopped",
  });
