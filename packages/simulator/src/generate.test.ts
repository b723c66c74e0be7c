import { createHash } from "node:crypto";
import { batchLimits, createMemoryEventLog, takeIn } from "@flywheel/telemetry";
import { eventNames, SentEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { generate } from "./generate.ts";
import { Tally } from "./population/tally.ts";
import { byVisitor, dayMs, plainWith, simulated, startMs } from "./testing/populations.ts";
import { wildWorlds } from "./testing/wild-worlds.ts";
import { everyday } from "./world/everyday.ts";

const small = { seed: 11, visitors: 120, days: 10, startMs, world: { experiments: [] } };
const textOf = (seed: number) => [...generate({ ...small, seed })].map((batch) => JSON.stringify(batch)).join("\n");

describe("a simulated population", () => {
  it("[SI1] is the same to the byte for a seed, on every machine", () => {
    const hash = createHash("sha256").update(textOf(11)).digest("hex");
    expect(hash).toBe("15ce788f489e4b1a31c78357a68722cc2dba2e7fcaaf9f274e848c5d6ab76aa1");
    expect(textOf(11)).toBe(textOf(11));
    expect(textOf(12)).not.toBe(textOf(11));
  });

  it("[SI2] tells its events in the order of time, of visitors and of each visitor's browser", () => {
    // All in one hour of the day, so that many share a millisecond.
    const hours = everyday.rhythm.hours.map((_, hour) => (hour === 9 ? 1 : 0));
    const { events } = simulated({ visitors: 1_200, days: 3, world: { rhythm: { ...everyday.rhythm, hours } } });
    const slow = events.toSorted(
      (a, b) => a.atMs - b.atMs || Number((a.visitorId ?? "") > (b.visitorId ?? "")) || a.seq - b.seq,
    );
    expect(events.length).toBeGreaterThan(20_000);
    expect(events.map(({ id }) => id)).toEqual(slow.map(({ id }) => id));
    const ties = events.filter(
      ({ atMs, visitorId }, place) => events[place - 1]?.atMs === atMs && events[place - 1]?.visitorId !== visitorId,
    );
    expect(ties.length, "visitors who share a millisecond").toBeGreaterThan(20);
    for (const own of byVisitor(events).values()) {
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_, place) => place + 1));
    }
  });

  it("[SI2] brings a visit that goes on past midnight among the events of the next day", () => {
    const daysOf = new Map<string, Set<number>>();
    for (const { sessionId, atMs } of simulated({ visitors: 600 }).events) {
      daysOf.set(sessionId, (daysOf.get(sessionId) ?? new Set()).add(Math.floor(atMs / dayMs)));
    }
    expect([...daysOf.values()].filter(({ size }) => size === 2).length).toBeGreaterThan(0);
  });

  it("[SI9] visits by the rules of a session: never idle for 30 minutes, and a new one after that", () => {
    for (const own of byVisitor(simulated({ visitors: 150, days: 30 }).events).values()) {
      for (const [place, event] of own.entries()) {
        const before = own[place - 1];
        if (!before) continue;
        const idleMs = event.atMs - before.atMs;
        if (event.sessionId === before.sessionId) expect(idleMs).toBeLessThan(30 * 60_000);
        else expect([event.name, idleMs > 30 * 60_000]).toEqual(["session.started", true]);
      }
    }
  });

  it.each([
    { what: "everyday", world: everyday, seed: 1 },
    { what: "everyday", world: everyday, seed: 2 },
    ...wildWorlds.map((wild, place) => ({ ...wild, seed: 3 + place })),
  ])(
    "[SI3] is taken in whole by intake, every event marked as simulated: $what, seed $seed",
    async ({ seed, world }) => {
      const log = createMemoryEventLog();
      const sender = { kind: "server", app: null, simulated: true } as const;
      const receivedAtMs = startMs + 40 * dayMs;
      const randomBytes = (count: number) => new Uint8Array(count);
      let sent = 0;
      for (const events of generate({ seed, visitors: 70, days: 12, startMs, world })) {
        expect(events.some((event) => "simulated" in event)).toBe(false);
        const batch = { sentAtMs: receivedAtMs, lost: 0, events: [...events] };
        const outcome = await takeIn({ log, sender, receivedAtMs, batch, randomBytes });
        expect(outcome).toEqual({ outcome: "taken", accepted: events.length, repeated: 0, refused: [] });
        sent += events.length;
      }
      expect(sent).toBeGreaterThan(1_000);
      expect(await log.newest(sent + 1, { simulated: true })).toHaveLength(sent);
      expect(await log.newest(1, { simulated: false })).toEqual([]);
    },
  );

  it("[SI10] is made of visitors who do not depend on each other: one more changes nothing about the rest", () => {
    const few = byVisitor(simulated({ visitors: 40 }).events);
    const more = byVisitor(simulated({ visitors: 60 }).events);
    expect(more.size).toBeGreaterThanOrEqual(60);
    for (const [id, own] of few) expect(more.get(id)).toEqual(own);
  });

  it("[SI11] mints ids of the catalogue's form, each of them once, and others for another seed", () => {
    const { events } = simulated({ visitors: 200, days: 20 });
    expect(SentEvent.array().safeParse(events).success).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const made = (name: string, field: string) =>
      events.filter((event) => event.name === name).map(({ fields }) => fields[field]);
    for (const minted of [
      made("prompt.submitted", "requestId"),
      made("share.created", "shareId"),
      made("checkout.started", "purchaseId"),
      events.filter(({ name }) => name === "session.started").map(({ sessionId }) => sessionId),
    ]) {
      expect(minted.length).toBeGreaterThan(10);
      expect(new Set(minted).size).toBe(minted.length);
    }
    const others = new Set(simulated({ seed: 6 }).events.map(({ id }) => id));
    expect(events.some(({ id }) => others.has(id))).toBe(false);
  });

  it("[SI12] comes in batches that intake takes at once", () => {
    const bytes: number[] = [];
    for (const batch of generate({ seed: 2, visitors: 400, days: 14, startMs })) {
      expect(batch.length).toBeLessThanOrEqual(batchLimits.events);
      bytes.push(Buffer.byteLength(JSON.stringify(batch)));
    }
    expect(Math.max(...bytes)).toBeLessThan(batchLimits.bytes);
    const longest = simulated({}).events.map((event) => Buffer.byteLength(JSON.stringify(event)));
    expect(400 * Math.max(...longest), "a batch of nothing but the longest event").toBeLessThan(batchLimits.bytes);
  });

  it("[SI13] holds the events of a few hours in memory, however many days it has", () => {
    const tally = new Tally();
    let brought = 0;
    let mostHeld = 0;
    const made = () => Object.values(tally.events).reduce((sum, times) => sum + times, 0);
    for (const batch of generate({ seed: 4, visitors: 1_000, days: 45, startMs }, tally)) {
      mostHeld = Math.max(mostHeld, made() - brought);
      brought += batch.length;
    }
    expect(brought).toBe(made());
    expect(brought).toBeGreaterThan(150_000);
    expect(mostHeld, "events of a few hours").toBeLessThan((brought / 45) * 0.3);
  });

  it("[SI14] states what was planted and exact totals, equal to a recount of the events", () => {
    for (const { world } of [{ world: everyday }, ...wildWorlds]) {
      const { events, truth } = simulated({ visitors: 150, days: 16, world });
      const of = (name: string) => events.filter((event) => event.name === name);
      expect(truth.world).toMatchObject({ supply: world.supply ?? everyday.supply });
      expect(truth.total).toBe(events.length);
      for (const name of eventNames) expect(truth.events[name], name).toBe(of(name).length);
      const first = of("session.started").filter(({ fields }) => fields.first === true);
      expect(truth.visitors.arrived).toBe(150);
      expect(truth.visitors.arrived + truth.visitors.referred).toBe(byVisitor(events).size);
      expect(truth.visitors.referred).toBe(first.filter(({ fields }) => fields.entry === "share").length);
      expect(Object.values(truth.visitors.byHabit).reduce((a, b) => a + b, 0)).toBe(first.length);
      expect(truth.visits).toBe(of("session.started").length);
      const weeks = of("inference.completed").map(
        ({ visitorId, atMs }) => `${visitorId} ${Math.floor((atMs / dayMs + 3) / 7)}`,
      );
      expect(truth.activeWeeks).toBe(new Set(weeks).size);
      const sum = (name: string, field: string, where: (fields: SentEvent["fields"]) => boolean = () => true) =>
        of(name)
          .filter(({ fields }) => where(fields))
          .reduce((total, { fields }) => total + Number(fields[field]), 0);
      for (const funding of ["free", "granted", "purchased"]) {
        expect(truth.spent[funding]).toBe(sum("credits.spent", "credits", (fields) => fields.funding === funding));
      }
      expect(truth.purchases).toEqual({
        count: of("credits.purchased").length,
        credits: sum("credits.purchased", "credits"),
        priceMicroUsd: sum("credits.purchased", "priceMicroUsd"),
      });
      for (const reason of ["no-capacity", "no-active-node", "unknown-model", "over-budget"]) {
        const refused = of("inference.refused").filter(({ fields }) => fields.reason === reason);
        expect(truth.refusals[reason] ?? 0, reason).toBe(refused.length);
      }
      for (const [arm, visitors] of Object.entries(truth.exposed)) {
        const seen = of("experiment.exposed").filter(({ fields }) => `${fields.experiment}/${fields.variant}` === arm);
        expect(visitors).toBe(seen.length);
        expect(new Set(seen.map(({ visitorId }) => visitorId)).size).toBe(visitors);
      }
    }
  });

  it("[SI15] names what is wrong with a world that cannot be, before the first event", () => {
    const impossible = (world: object, message: RegExp | string) =>
      expect(() => generate({ ...small, world }).next()).toThrow(message);
    impossible({ supply: { ...everyday.supply, noCapacity: 1.2 } }, /supply\.noCapacity/);
    impossible({ suply: {} }, /suply/);
    impossible(
      { models: everyday.models.slice(1) },
      "intents.quick-answer.models: no text model is called quillworks/quill-3",
    );
    impossible(
      { campaigns: everyday.campaigns.map((campaign) => ({ ...campaign, farmerHabit: "nobody" })) },
      "campaigns: welcome names no habit by nobody",
    );
    impossible({ arrivals: { ...everyday.arrivals, days: [0] } }, "arrivals.days: no weight is above 0");
    impossible(plainWith({ others: -1 }), "others");
    expect(() => generate({ ...small, startMs: startMs + 1 }).next()).toThrow("startMs: is not midnight in UTC");
  });
});
