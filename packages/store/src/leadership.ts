import { setTimeout as sleep } from "node:timers/promises";
import pg, { type ClientConfig } from "pg";
import type { Engine } from "./engines/engine.ts";

/** Of the servers that share a database, one leads: it does what must not be done by several at once. */
export type Leadership = {
  /** Whether this server leads now. It costs nothing to ask, and whoever does something for long asks again. */
  leads(): boolean;
  /** Gives the lead back, so that another server takes over. */
  close(): Promise<void>;
};

/** Any number will do, as long as every server of one database uses the same. */
const leaderLock = 7_018_240_214;

const askEveryMs = 2_000;
const answerWithinMs = 2_000;
/** How long an answer is believed. PostgreSQL takes a connection that went silent for alive for longer (`noticeLoss`). */
const trustMs = 6_000;
/** From having the lock to leading: whoever had it, and lost it with a connection, has heard of that by then. */
const settleMs = 1_000;

/** Within 20 s PostgreSQL gives up a client that has vanished, and with it the lock. */
const noticeLoss =
  "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set tcp_user_timeout = 20000";

type LeadershipParts = {
  readonly engine: Pick<Engine, "kind" | "connection">;
  readonly now: () => number;
  readonly log: (sentence: string) => void;
};

/** The embedded engine has one server, because its directory has one lock; that server always leads. */
export function seekLeadership({ engine, now, log }: LeadershipParts): Leadership {
  return engine.kind === "postgres" ? seekAmongMany(engine.connection(), now, log) : leadAlone();
}

function leadAlone(): Leadership {
  let isOpen = true;
  return {
    leads: () => isOpen,
    async close() {
      isOpen = false;
    },
  };
}

/** An advisory lock of a session of its own: whatever happens to this server, the lock goes with its connection. */
function seekAmongMany(connection: ClientConfig, now: () => number, log: (sentence: string) => void): Leadership {
  const closing = new AbortController();
  let confirmedMs: number | null = null;
  const confirm = (atMs: number | null) => {
    if (confirmedMs === null && atMs !== null) log("this server leads now: it runs the jobs that only one may run");
    if (confirmedMs !== null && atMs === null) log("this server leads no longer");
    confirmedMs = atMs;
  };
  const pause = (ms: number) => sleep(ms, undefined, { signal: closing.signal, ref: false }).catch(() => {});

  async function seek(): Promise<void> {
    while (!closing.signal.aborted) {
      await seekOnce().catch(() => {}); // the database is away, as others say aloud
      await pause(askEveryMs);
    }
  }

  async function seekOnce(): Promise<void> {
    const client = new pg.Client({
      ...connection,
      application_name: "flywheel leader",
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
    });
    client.on("error", () => confirm(null));
    client.on("end", () => confirm(null));
    try {
      await client.connect();
      await client.query(noticeLoss);
      for (let answers = 0; !closing.signal.aborted; ) {
        const askedMs = now();
        answers = (await takeLock(client)) ? answers + 1 : 0;
        confirm(answers > 1 ? askedMs : null);
        await pause(answers === 1 ? settleMs : askEveryMs);
      }
    } finally {
      confirm(null);
      await Promise.race([client.end().catch(() => {}), sleep(answerWithinMs, undefined, { ref: false })]);
    }
  }

  const seeking = seek();
  return {
    leads: () => confirmedMs !== null && now() - confirmedMs <= trustMs,
    async close() {
      closing.abort();
      await seeking;
    },
  };
}

/** Takes the lock if it is free. Asked again by the session that has it, PostgreSQL says yes: it still has it. */
async function takeLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>("select pg_try_advisory_lock($1) as ours", [leaderLock]);
  return rows[0]?.ours === true;
}
