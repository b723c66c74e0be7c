import type { EventLog } from "@flywheel/telemetry/port";
import { type EventId, type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import { StoreUnavailableError } from "../errors.ts";
import type { StoredEventLog } from "../event-log.ts";
import type { Command, Order } from "./command.ts";
import type { Drain } from "./drain.ts";
import { eventLine } from "./event-lines.ts";
import type { Journal } from "./journal.ts";
import type { Outcomes } from "./outcomes.ts";
import type { RecentIds, Written } from "./recent-ids.ts";

export type JournaledEventLog = EventLog & {
  /** Removes what happened before a moment, everywhere. */
  removeBefore(beforeMs: number): Promise<number>;
};

export type JournaledParts = {
  readonly stored: StoredEventLog;
  readonly journal: Journal;
  readonly drain: Drain;
  readonly recent: RecentIds;
  readonly erased: ReadonlySet<bigint>;
  readonly outcomes: Outcomes;
  readonly nextToken: () => string;
};

/** How long a reader waits for what was acknowledged a moment ago; then it is given what the database has. */
const patienceMs = 1_000;

/**
 * The event log that a server uses: what it returns from `append` is on disk, and in the database a moment later. A resend
 * is told apart by the ids of the newest events; an older one counts as accepted here and is found by the database.
 */
export function createJournaledEventLog(parts: JournaledParts): JournaledEventLog {
  const { stored, journal, drain, recent, erased, outcomes } = parts;

  async function perform(order: Order): Promise<number> {
    const command: Command = { ...order, token: parts.nextToken() };
    const outcome = outcomes.of(command.token);
    try {
      await journal.append({ kind: "command", rows: 1, payload: Buffer.from(JSON.stringify(command)) });
      await drain.drained();
      return await outcome;
    } finally {
      outcomes.forget(command.token);
    }
  }

  /** Takes it out of the journal soon: done again after a restart, it would reach what other servers stored since. */
  async function performOnce(order: Order): Promise<number> {
    const gone = await perform(order);
    await drain.release().catch(() => {}); // it is done; the drain releases it later
    return gone;
  }

  /** The database with what was acknowledged before, if it can be had soon. */
  const current = async (): Promise<StoredEventLog> => {
    await drain.drained(patienceMs).catch(() => {});
    return stored;
  };

  return {
    async append(offered) {
      const welcome = offered.filter(({ visitorKey }) => !erased.has(visitorKey));
      const { fresh, repeated } = await keep(welcome, async (fresh) => {
        const payload = Buffer.from(fresh.map(eventLine).join(""));
        await journal.append({ kind: "events", rows: fresh.length, payload });
      });
      return { accepted: fresh, repeated, erased: offered.length - welcome.length };
    },

    async appendNetwork(offered) {
      const { fresh, repeated } = await keep(offered.map(asNobodys), async (fresh) => {
        const payload = Buffer.from(JSON.stringify(fresh.map(({ fact }) => fact)));
        await journal.append({ kind: "network", rows: fresh.length, payload });
      });
      return { accepted: fresh, repeated };
    },

    async quarantine(refused) {
      const welcome = refused.filter(({ kept }) => !kept?.visitorId || !erased.has(visitorKeyOf(kept.visitorId)));
      if (welcome.length === 0) return;
      const payload = Buffer.from(JSON.stringify(welcome));
      await journal.append({ kind: "refused", rows: welcome.length, payload });
    },

    quarantined: async (sinceMs) => (await current()).quarantined(sinceMs),
    quarantineList: async (limit, which) => (await current()).quarantineList(limit, which),
    newest: async (limit, of) => (await current()).newest(limit, of),
    tail: async (cursor, limit) => (await current()).tail(cursor, limit),

    /** All of it or an error: it is what a visitor is told that we know. */
    async ofVisitor(visitorId) {
      await drain.drained();
      return stored.ofVisitor(visitorId);
    },

    async erase(visitorId) {
      const gone = await perform({ kind: "erase-visitor", visitorKey: String(visitorKeyOf(visitorId)) });
      await drain.release(); // the bytes on disk go too
      return gone;
    },
    isErased: (visitorKey) => erased.has(visitorKey),
    releaseQuarantined: async (ids) => (ids.length === 0 ? 0 : perform({ kind: "release-quarantined", ids: [...ids] })),
    removeSimulated: () => performOnce({ kind: "remove-simulated" }),
    removeBefore: (beforeMs) => performOnce({ kind: "remove-before", beforeMs }),
  };

  /**
   * Writes what is fresh, and forgets it again if it could not be written. What is only repeated here may still fail in
   * the batch that brought it first.
   */
  async function keep<Event extends Identified>(
    offered: readonly Event[],
    write: (fresh: readonly Event[]) => Promise<void>,
  ): Promise<{ readonly fresh: number; readonly repeated: number }> {
    const written: Written = { done: Promise.resolve() };
    const { fresh, earlier } = partition(offered, recent, written);
    if (fresh.length > 0) {
      written.done = write(fresh);
      try {
        await written.done;
      } catch (error) {
        for (const event of fresh) recent.remove(event);
        throw error;
      }
    }
    try {
      for (const it of earlier) await it.done;
    } catch {
      const reason = "another batch with the same events failed";
      throw new StoreUnavailableError({ where: "the journal", reason, advice: "send this one again" });
    }
    return { fresh: fresh.length, repeated: offered.length - fresh.length };
  }
}

type Identified = Pick<TakenEvent, "id" | "visitorKey">;

/** Facts of the network have no visitor; their ids are remembered all the same. */
const asNobodys = <Fact extends { readonly id: EventId }>(fact: Fact) => ({ id: fact.id, visitorKey: 0n, fact });

/** Remembers what is fresh at once, so that a second one in this batch or the next is a repeated one. */
function partition<Event extends Identified>(offered: readonly Event[], recent: RecentIds, written: Written) {
  const fresh: Event[] = [];
  const earlier = new Set<Written>();
  for (const event of offered) {
    const first = recent.find(event);
    if (first) {
      earlier.add(first);
    } else {
      recent.add(event, written);
      fresh.push(event);
    }
  }
  return { fresh, earlier };
}
