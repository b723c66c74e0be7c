import { createHash } from "node:crypto";
import { createMemoryEventLog, takeIn } from "@flywheel/telemetry";
import { type EventName, journey, type SentEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { generate } from "./generate.ts";

const dayMs = 86_400_000;
const startMs = 1_700_006_400_000;
const small = { seed: 11, visitors: 120, days: 10, startMs };
const textOf = (seed: number) => [...generate({ ...small, seed })].map((batch) => JSON.stringify(batch)).join("\n");
const eventsOf = (population = small): SentEvent[] => [...generate(population)].flat();

describe("a simulated population", () => {
  it("[SI1] is the same to the byte for a seed, on every machine", () => {
    const hash = createHash("sha256").update(textOf(11)).digest("hex");
    expect(hash).toBe("17f4d4e3bf26d04b290aad3ceae6cb142bff6eefcc80b7b0b66251b2902d2a8d");
    expect(textOf(11)).toBe(textOf(11));
    expect(textOf(12)).not.toBe(textOf(11));
  });

  it("[SI2] tells its events in the order of time, and each visitor's in the order of their browser", () => {
    const events = eventsOf();
    expect(events.length).toBeGreaterThan(2_000);
    for (const [index, event] of events.entries()) {
      expect(event.atMs).toBeGreaterThanOrEqual(events[index - 1]?.atMs ?? startMs);
    }
    const seqs = new Map<string, number>();
    for (const { visitorId = "", seq } of events) {
      expect(seq).toBe((seqs.get(visitorId) ?? 0) + 1);
      seqs.set(visitorId, seq);
    }
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it("[SI3] is taken in whole by intake, every event marked as simulated", async () => {
    const log = createMemoryEventLog();
    const sender = { kind: "server", app: null, simulated: true } as const;
    let sent = 0;
    for (const events of generate(small)) {
      const batch = { sentAtMs: startMs + 20 * dayMs, lost: 0, events: [...events] };
      const outcome = await takeIn({ log, sender, receivedAtMs: startMs + 20 * dayMs, batch });
      expect(outcome).toEqual({ outcome: "taken", accepted: events.length, repeated: 0, refused: [] });
      sent += events.length;
    }
    expect(await log.newest(sent + 1, { simulated: true })).toHaveLength(sent);
    expect(await log.newest(1, { simulated: false })).toEqual([]);
  });

  it("[SI4] passes every gate of the journey, fewer at each, and pays with every funding", () => {
    const events = eventsOf({ ...small, visitors: 600 });
    const visitorsWho = (name: EventName, where: object = {}) => {
      const matching = events.filter(
        (event) => event.name === name && Object.entries(where).every(([key, value]) => event.fields[key] === value),
      );
      return new Set(matching.map(({ visitorId }) => visitorId)).size;
    };
    const { visited, asked, served, kept, paid } = journey;
    const reached = [visited.name, asked.name, served.name, kept.name].map((name) => visitorsWho(name));
    reached.push(visitorsWho(paid.name, paid.where));
    expect(reached[0]).toBe(600);
    expect(reached).toEqual(reached.toSorted((a, b) => b - a));
    expect(reached.at(-1)).toBeGreaterThan(5);
    for (const funding of ["free", "granted", "purchased"]) {
      expect(visitorsWho("payment.settled", { funding }), funding).toBeGreaterThan(5);
    }
  });

  it("[SI5] spends no credit that it does not hold", () => {
    const purses = new Map<string, number>();
    for (const { name, visitorId = "", fields } of eventsOf()) {
      const purse = purses.get(visitorId) ?? 0;
      const credits = Number(fields.credits);
      if (name === "credits.granted" || name === "credits.purchased") purses.set(visitorId, purse + credits);
      if (name === "credits.spent") {
        expect(purse).toBeGreaterThanOrEqual(credits);
        purses.set(visitorId, purse - credits);
      }
    }
    expect(purses.size).toBeGreaterThan(small.visitors / 2);
  });

  it("[SI2] brings a visit that goes on past midnight among the events of the next day", () => {
    const events = eventsOf({ ...small, visitors: 1_500 });
    const daysOf = new Map<string, Set<number>>();
    for (const { sessionId, atMs } of events) {
      const days = daysOf.get(sessionId) ?? new Set<number>();
      daysOf.set(sessionId, days.add(Math.floor((atMs - startMs) / dayMs)));
    }
    expect([...daysOf.values()].filter(({ size }) => size === 2).length).toBeGreaterThan(0);
    expect(events.every(({ atMs }, index) => atMs >= (events[index - 1]?.atMs ?? 0))).toBe(true);
  });
});
