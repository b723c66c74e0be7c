import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { EventFilter, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventEvent } from "../invented-days.ts";
import { lastClosedWeek, readTimelines, type Timeline } from "./timelines.ts";
import { timelinesSlowly } from "./timelines.twin.ts";
import { Timelines } from "./timelines-question.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 8, 28);

const filters: readonly EventFilter[] = [
  { name: "inference.requested", where: { hosted: true } },
  { name: "inference.requested", where: { hosted: false } },
  { name: "inference.completed", where: { funding: "free" } },
  { name: "inference.completed", where: { funding: "granted" } },
  { name: "inference.completed", where: { funding: "purchased" } },
  { name: "payment.settled", where: { funding: "purchased" } },
  { name: "payment.settled", where: { funding: "granted" } },
  { name: "answer.awaited" },
  { name: "inference.refused", where: { reason: "no-capacity" } },
  { name: "inference.refused", where: { reason: "over-budget" } },
  { name: "model.missed" },
  { name: "inference.failed" },
  { name: "credits.granted", where: { funding: "granted", campaign: "welcome" } },
  { name: "credits.granted", where: { funding: "granted", campaign: "spring" } },
  { name: "credits.granted", where: { funding: "granted" } },
  { name: "credits.granted", where: { funding: "free" } },
  { name: "session.started", where: { entry: "campaign", first: true, campaign: "welcome" } },
  { name: "session.started", where: { entry: "search", first: true } },
  { name: "output.shown" },
];
const withoutRequest = /^(model\.missed|credits|session)/;

/** Six weeks on a clock of six hours, so that many moments are equal and some lie on the edge of a week. */
function inventTimelines(seed: number, visitors: number, busiest = 0): readonly TakenEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const events = Array.from({ length: visitors }, (_, visitor) => {
    const traits = { bot: roll(9) === 0, simulated: roll(3) === 0 };
    return Array.from({ length: visitor === 0 && busiest > 0 ? busiest : roll(14) }, (): TakenEvent => {
      const { name, where = {} } = filters[roll(filters.length)] ?? { name: "app.opened" as const };
      const atMs = startMs + roll(4 * 42) * (dayMs / 4);
      const app = roll(3) === 0 ? ("chat" as const) : ("image-studio" as const);
      const event = inventEvent(`visitor ${seed} ${visitor}`, { ...traits, name, app, atMs, fields: where });
      const request = `req_${visitor}_${roll(6)}` as RequestId;
      // Now and then just as long as is stated.
      const value = roll(4) === 0 ? 30_000 : roll(60_000);
      return { ...event, value, requestId: withoutRequest.test(name) ? null : request };
    });
  }).flat();
  return [...events, ...events.filter((_, place) => place % 5 === 0).map((it) => ({ ...it, atMs: it.atMs + dayMs }))];
}

const question = (seed: number): Timelines =>
  Timelines.parse({
    app: seed % 4 === 0 ? "chat" : null,
    fromMs: startMs + (seed % 3) * 9 * dayMs,
    toMs: startMs + (42 - (seed % 4)) * dayMs,
    traffic: seed % 5 === 0 ? "simulated" : "real",
    timeZone: ["UTC", "Europe/Berlin", "America/New_York"][seed % 3],
    weekStart: seed % 7,
    incentives: seed % 2 === 0 ? "grants" : "grants-and-campaigns",
    segment:
      seed % 6 === 1
        ? { key: "n", name: "N", all: [{ kind: "property", property: "app", in: ["image-studio"] }] }
        : null,
  });
const asOfMs = startMs + 40 * dayMs;

/** Equal lines together, whoever lived them. */
const counted = (timelines: readonly Timeline[]) => {
  const lines = new Map<string, number>();
  for (const { visitors, ...line } of timelines) {
    const key = JSON.stringify(line);
    lines.set(key, (lines.get(key) ?? 0) + visitors);
  }
  return lines;
};

describe.each(openTestStores())("timelines on $engine", (backend) => {
  it.each(Array.from({ length: 24 }, (_, index) => index + 1))(
    "[DE138] agree with their slow twin on invented weeks (seed %i)",
    async (seed) => {
      const events = inventTimelines(seed, seed === 24 ? 12 : 50, seed === 24 ? 10_000 : 0);
      const store = await backend.open();
      await store.events.append(events);
      const found = counted(await readTimelines(store.questions, question(seed), asOfMs));
      expect(found.size).toBeGreaterThan(1);
      expect(found).toEqual(counted(timelinesSlowly(question(seed), asOfMs, events)));
    },
  );
});

it("[DE139] the last closed week is over at the moment of the answer and lies in the range", () => {
  const of = Timelines.parse({ app: null, traffic: "real", fromMs: startMs, toMs: startMs + 42 * dayMs });
  // The week from Monday 28 September 2026.
  const first = lastClosedWeek(of, startMs + 7 * dayMs);
  expect(lastClosedWeek(of, startMs + 7 * dayMs - 1)).toBe(first - 1);
  expect(lastClosedWeek(of, startMs + 14 * dayMs - 1)).toBe(first);
  expect(lastClosedWeek(of, startMs + 400 * dayMs)).toBe(first + 5);
});
