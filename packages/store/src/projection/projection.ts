import { availableParallelism, totalmem } from "node:os";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../engines/engine.ts";
import { CopyRebuildingError, QuestionsBusyError, StoreError, StoreUnavailableError } from "../errors.ts";
import type { QuestionEngine } from "../questions.ts";
import { nowMs } from "./clock.ts";
import type { Message, Order, ProcessStatus, QuestionLimits, Refusal, Reply, Rows } from "./messages.ts";
import { type ProjectionChild, startProjection } from "./projection-child.ts";
import { questionOf } from "./question-of.ts";

export type ProjectionStatus = Omit<ProcessStatus, "phase"> & {
  /** `stopped`: its process has ended and is about to be started again. */
  readonly phase: ProcessStatus["phase"] | "stopped";
};

/** The analytical copy of the store's events: a cache that rebuilds itself, never the truth. */
export type Projection = QuestionEngine & {
  /** Since the moment up to which everything committed is visible, also while a process that just began has not looked. */
  lagMs(): number | null;
  /** How far it is, as its process said last. */
  status(): ProjectionStatus;
  /**
   * Resolves when everything that was committed before the call is visible to questions; that takes as long as the
   * oldest transaction that is open.
   */
  catchUp(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Something was stored: it looks at once and not at its next turn. */
  onInserted(): void;
  close(): Promise<void>;
};

export type ProjectionOptions = Partial<Pick<Order, "sortPolicy">> & {
  readonly engine: Pick<Engine, "kind" | "pool">;
  /** A directory of its own. */
  readonly directory: string;
  readonly now: () => number;
  readonly log: (sentence: string) => void;
  readonly limits?: Partial<QuestionLimits>;
  /** How long to wait before a process that died for the nth time in a row is started again. */
  readonly restartAfterMs?: (deaths: number) => number;
  /** For tests: where the next process is to die. */
  readonly dieAt?: () => Order["dieAt"];
};

const mebibyte = 2 ** 20;

const usualLimits: QuestionLimits = {
  atOnce: Math.max(1, Math.min(4, availableParallelism())),
  waiting: 64,
  timeoutMs: 15_000,
  rows: 200_000,
  memoryMiB: Math.max(256, Math.min(4_096, Math.floor(totalmem() / mebibyte / 4))),
};

const usualRestartAfterMs = (deaths: number): number => Math.min(100 * 2 ** deaths, 10_000);

type Waiting = { readonly resolve: (rows: Rows) => void; readonly reject: (error: unknown) => void };

/** Starts the process and returns at once; questions wait for it. */
export function openProjection(options: ProjectionOptions): Projection {
  const { engine, directory, now, log, limits, restartAfterMs = usualRestartAfterMs } = options;
  const order: Order = {
    kind: "order",
    engine: engine.kind,
    database: addressOf(engine.pool.options),
    directory: resolve(directory),
    limits: { ...usualLimits, ...limits },
    ...(options.sortPolicy ? { sortPolicy: options.sortPolicy } : {}),
  };
  const asked = new Map<number, Waiting>();
  const catching = new Map<number, () => void>();
  let nextId = 1;
  let status: ProjectionStatus = notYet;
  let saidAtMs = now();
  let visibleUntilMs: number | null = null;
  let lastTrouble: string | null = null;
  let isClosing = false;

  const hear = (reply: Reply): void => {
    if (reply.kind === "status") {
      [status, saidAtMs] = [reply.status, now()];
      if (status.lagMs !== null) visibleUntilMs = saidAtMs - status.lagMs;
      if (status.trouble !== null && status.trouble !== lastTrouble)
        log(`the projection does not follow: ${status.trouble}`);
      lastTrouble = status.trouble;
    } else if (reply.kind === "caught-up") {
      catching.get(reply.id)?.();
      catching.delete(reply.id);
    } else {
      const question = asked.get(reply.id);
      asked.delete(reply.id);
      if (reply.kind === "answer") question?.resolve(reply.rows);
      else question?.reject(errorOf(reply.refusal, status));
    }
  };

  const begin = (): ProjectionChild => {
    const dieAt = options.dieAt?.();
    return startProjection(dieAt ? { ...order, dieAt } : order, hear);
  };
  let child = begin();

  const keepRunning = async (): Promise<void> => {
    for (let failures = 0; ; ) {
      const beganMs = nowMs();
      await child.ended;
      status = { ...status, phase: "stopped" };
      for (const { reject } of asked.values()) reject(unavailable("its process has ended"));
      asked.clear();
      if (isClosing) return;
      failures = nowMs() - beganMs > 30_000 ? 0 : failures + 1;
      log("the projection's process stopped unexpectedly and is started again");
      await sleep(restartAfterMs(failures));
      if (isClosing) return;
      child = begin();
      for (const id of catching.keys()) child.send({ kind: "catch-up", id });
    }
  };
  const running = keepRunning();

  const ask = (message: Extract<Message, { kind: "ask" }>, signal?: AbortSignal): Promise<Rows> =>
    new Promise((resolve, reject) => {
      const stop = () => {
        child.send({ kind: "stop", id: message.id });
        asked.delete(message.id);
        reject(signal?.reason);
      };
      const settle = () => signal?.removeEventListener("abort", stop);
      signal?.addEventListener("abort", stop, { once: true });
      asked.set(message.id, {
        resolve(rows) {
          settle();
          resolve(rows);
        },
        reject(error) {
          settle();
          reject(error);
        },
      });
      child.send(message);
    });

  return {
    async rows(question, { signal } = {}) {
      signal?.throwIfAborted();
      if (isClosing) throw unavailable("it is closed");
      if (status.phase === "stopped" && status !== notYet) throw unavailable("its process is being started");
      const id = nextId++;
      return ask({ kind: "ask", id, ...questionOf(question) }, signal);
    },

    lagMs: () => (visibleUntilMs === null ? null : Math.max(0, now() - visibleUntilMs)),

    status: () => ({ ...status, lagMs: status.lagMs === null ? null : status.lagMs + Math.max(0, now() - saidAtMs) }),

    catchUp({ signal } = {}) {
      signal?.throwIfAborted();
      return new Promise((resolve, reject) => {
        const id = nextId++;
        catching.set(id, resolve);
        child.send({ kind: "catch-up", id });
        signal?.addEventListener("abort", () => {
          catching.delete(id);
          reject(signal.reason);
        });
      });
    },

    onInserted: () => child.send({ kind: "look" }),

    async close() {
      isClosing = true;
      await child.close();
      await running;
    },
  };
}

const notYet: ProjectionStatus = {
  phase: "stopped",
  rows: 0,
  events: 0,
  ofAbout: null,
  lagMs: null,
  cursor: "0",
  sortedRows: 0,
  rebuiltMs: null,
  waitingQuestions: 0,
  processId: null,
  trouble: null,
};

function addressOf({ host, port, user, database, connectionString }: Engine["pool"]["options"]): Order["database"] {
  const given = { host, port, user, database, connectionString };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const unavailable = (reason: string, advice = "ask again in a moment") =>
  new StoreUnavailableError({ where: "the projection", reason, advice });

const refused = (sqlstate: string | null, explanation: string | null) =>
  new StoreError({ operation: "questions.rows", sqlstate, constraint: null, explanation });

/** The SQLSTATEs are those that PostgreSQL gives for the same. */
function errorOf(refusal: Refusal, { rows, ofAbout }: ProjectionStatus): Error {
  switch (refusal.because) {
    case "rebuilding":
      return new CopyRebuildingError({ rows, ofAbout });
    case "busy":
      return new QuestionsBusyError();
    case "stopped":
      return unavailable("the question was stopped");
    case "too-slow":
      return refused("57014", "the question took too long and was stopped");
    case "not-a-reading":
      return refused("25006", "a question reads, it cannot write: ask with one select");
    case "too-many-rows":
      return refused("54000", "the answer has too many rows: let the question count or sum them");
    case "too-much-memory":
      return refused("53200", "the question needs more memory than it may have: ask for less time or fewer groups");
    case "failed":
      return refused(null, refusal.explanation);
  }
}
