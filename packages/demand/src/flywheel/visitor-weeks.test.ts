import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { EventFilter, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { firstVersions } from "../asking/invented-weeks.ts";
import { inventEvent, sentAgain } from "../invented-days.ts";
import { evidence } from "./evidence.ts";
import { readVisitorWeeks, VisitorWeeks, visitorWeeksSql } from "./visitor-weeks.ts";
import { visitorWeeksSlowly } from "./visitor-weeks.twin.ts";
import { decodeWeek, encodeWeek, weekFields } from "./week-code.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 8, 7);
/** With some events that say nothing. */
const filters: EventFilter[] = [
  ...Object.values(evidence).flatMap(({ of }): EventFilter[] => [...of]),
  { name: "surface.viewed" },
  { name: "output.shown" },
  { name: "share.created" },
  { name: "session.started", where: { entry: "share", first: true } },
  { name: "session.started", where: { entry: "campaign", first: true } },
  { name: "session.started", where: { entry: "campaign", first: false } },
  { name: "credits.granted", where: { funding: "granted" } },
  { name: "credits.granted", where: { funding: "free" } },
];

/**
 * Four weeks on a clock of six hours, so that many moments are equal and some lie on the edge of a week. Every fifth event is
 * sent again, changed.
 */
function inventWeeks(seed: number, visitors: number, busiest = 0): TakenEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const events = Array.from({ length: visitors }, (_, visitor) => {
    const isBusy = visitor === 0 && busiest > 0;
    const traits = { bot: !isBusy && roll(9) === 0, simulated: !isBusy && roll(6) === 0 };
    const requests = isBusy ? busiest / 5 : 5;
    return Array.from({ length: isBusy ? busiest : roll(16) }, () => {
      const filter = filters[roll(filters.length)] ?? { name: "app.opened" as const };
      const fields = roll(8) === 0 ? {} : { ...filter.where };
      const atMs = startMs + roll(4 * 28) * (dayMs / 4);
      const app = roll(3) === 0 ? ("chat" as const) : ("image-studio" as const);
      const request = `req_${visitor}_${roll(requests)}` as RequestId;
      return {
        ...inventEvent(`visitor ${visitor}`, { ...traits, name: filter.name, app, atMs, fields }),
        // Now and then just as long as is stated.
        value: roll(4) === 0 ? 30_000 : roll(90_000),
        fields: filter.name === "payment.settled" ? { ...fields, credits: roll(3) } : fields,
        requestId: /^(session|app|surface|share|credits|proof\.required)/.test(filter.name) ? null : request,
      };
    });
  }).flat();
  return [...events, ...sentAgain(events, dayMs)];
}

const question = (seed: number): VisitorWeeks =>
  VisitorWeeks.parse({
    app: seed % 6 === 0 ? "chat" : null,
    fromMs: startMs + (seed % 3) * dayMs,
    toMs: startMs + (28 - (seed % 4)) * dayMs,
    traffic: seed % 5 === 0 ? "simulated" : "real",
    timeZone: ["UTC", "Europe/Berlin", "America/New_York"][seed % 3],
    weekStart: seed % 7,
    segment:
      seed % 8 === 1
        ? { key: "n", name: "N", all: [{ kind: "property", property: "app", in: ["image-studio"] }] }
        : null,
  });
const asOfMs = startMs + 27 * dayMs;

const keyed = ({ visitor, drawnin, signature, visitors }: Readonly<Record<string, unknown>>) =>
  [`${visitor} ${drawnin} ${signature}`, Number(visitors)] as const;

describe.each(openTestStores())("visitor-weeks on $engine", (backend) => {
  async function both(events: readonly TakenEvent[], of: VisitorWeeks) {
    const store = await backend.open();
    await store.events.append([...events]);
    const rows = await store.questions.rows(visitorWeeksSql(of, asOfMs));
    const found = rows.map(keyed);
    return { store, found: new Map(found), expected: visitorWeeksSlowly(of, asOfMs, events) };
  }

  it.each(Array.from({ length: 25 }, (_, index) => index + 1))(
    "[DE64] agree with their slow twin on invented weeks (seed %i)",
    async (seed) => {
      const { found, expected } = await both(inventWeeks(seed, 40), question(seed));
      expect(expected.size).toBeGreaterThan(1);
      expect(found).toEqual(expected);
    },
  );

  it("[DE64] agree on a visitor with 10,000 events, and on those that are sent again later and changed", async () => {
    const events = inventWeeks(77, 12, 10_000);
    const of = { ...question(2), segment: null };
    const { store, found, expected } = await both(events, of);
    expect(found).toEqual(expected);
    await store.events.append(sentAgain(events, 3 * dayMs));
    const again = await store.questions.rows(visitorWeeksSql(of, asOfMs));
    expect(new Map(again.map(keyed))).toEqual(expected);
    const busiest = Math.max(
      ...(await readVisitorWeeks(store.questions, of, asOfMs)).flatMap(({ weeks }) => weeks.map((it) => it.served)),
    );
    expect(busiest).toBeGreaterThan(50);
  });

  it("[DE91] can leave out a day, as if its events had not happened", async () => {
    const events = firstVersions(inventWeeks(91, 40));
    const of = { ...question(2), segment: null };
    const without = { fromMs: startMs + 9 * dayMs, toMs: startMs + 10 * dayMs };
    const store = await backend.open();
    await store.events.append([...events]);
    const rows = await store.questions.rows(visitorWeeksSql(of, asOfMs, { without }));
    const found = rows.map(keyed);
    const rest = events.filter(({ atMs }) => atMs < without.fromMs || atMs >= without.toMs);
    expect(rest.length).toBeLessThan(events.length);
    expect(new Map(found)).toEqual(visitorWeeksSlowly(of, asOfMs, rest, events));
  });

  it("[DE65] do not count an answer as served that its visitor gave up for, also past the end of the week", async () => {
    const at = (name: TakenEvent["name"], hours: number, requestId: string) => ({
      ...inventEvent("vis", { name, atMs: startMs + 7 * dayMs + hours * 3_600_000 }),
      requestId: requestId as RequestId,
    });
    const events = [
      at("inference.completed", -1, "req_a"),
      at("answer.awaited", 1, "req_a"),
      at("inference.completed", -2, "req_b"),
    ];
    const { store } = await both(events, { ...question(1), fromMs: startMs });
    const [only] = await readVisitorWeeks(store.questions, { ...question(1), fromMs: startMs }, asOfMs);
    expect(only).toMatchObject({ visitors: 1, weeks: [{ served: 1, level: 4 }] });
  });
});

it("[DE66] a week's code says each field again, capped at its most", () => {
  const random = seededRandom(66);
  for (let round = 0; round < 500; round += 1) {
    const week = decodeWeek(
      encodeWeek(decodeWeek(Math.floor(random() * weekFields.reduce((all, [, values]) => all * values, 1)))),
    );
    expect(decodeWeek(encodeWeek(week))).toEqual(week);
    expect(decodeWeek(encodeWeek({ ...week, purchased: 9_000 }))).toEqual({ ...week, purchased: 4_095 });
  }
});
