import type { SentEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import {
  byVisitor,
  dayMs,
  deviations,
  plainWith,
  simulated,
  startMs,
  steadyWith,
  visitDaysOf,
} from "../testing/populations.ts";
import { plain } from "../world/plain.ts";

const firstDay = startMs / dayMs;
const weekOf = (dayNumber: number) => Math.floor((dayNumber + 3) / 7);
const weekAt = (atMs: number) => weekOf(Math.floor(atMs / dayMs));

/** By gap: how many could have come then, because they had not before and it was not after the end, and how many came. */
function hazards(spells: readonly (readonly number[])[], end: number, most: number) {
  const atRisk = Array.from({ length: most }, () => 0);
  const came = Array.from({ length: most }, () => 0);
  for (const moments of spells) {
    for (const [place, moment] of moments.entries()) {
      const gap = (moments[place + 1] ?? Number.POSITIVE_INFINITY) - moment;
      for (let a = 1; a <= Math.min(most, gap, end - moment); a += 1) {
        atRisk[a - 1] = (atRisk[a - 1] ?? 0) + 1;
        if (a === gap) came[a - 1] = (came[a - 1] ?? 0) + 1;
      }
    }
  }
  return { atRisk, came };
}

describe("a planted return", () => {
  it("[SI24] by days is the hazard of every gap in the events", () => {
    const planted = [0.3, 0.2, 0.1, 0.02];
    const returns = { unit: "day", hazard: planted.slice(0, 3), later: 0.02 } as const;
    const days = 40;
    const { events } = simulated({ visitors: 1_500, days, world: plainWith({ habits: steadyWith({ returns }) }) });
    const { atRisk, came } = hazards([...byVisitor(events).values()].map(visitDaysOf), firstDay + days - 1, 4);
    for (const [index, hazard] of planted.entries()) {
      expect(atRisk[index]).toBeGreaterThan(1_000);
      expect(deviations(came[index] ?? 0, atRisk[index] ?? 0, hazard), `gap ${index + 1}`).toBeLessThan(4);
    }
  });

  it("[SI24] by weeks is the hazard of every gap in weeks, another one after the first week", () => {
    const returns = { unit: "week", hazard: [0.5, 0.25, 0.15, 0.1], later: 0, again: 0.4 } as const;
    const returnsAtFirst = { unit: "week", hazard: [0.2, 0.1, 0.05, 0.05], later: 0, again: 0 } as const;
    const days = 7 * 16;
    const world = plainWith({ habits: steadyWith({ returns, returnsAtFirst }) });
    const { events } = simulated({ visitors: 2_000, days, world });
    const weeks = [...byVisitor(events).values()].map((own) => [...new Set(visitDaysOf(own).map(weekOf))]);
    const end = weekOf(firstDay + days - 1);
    const first = hazards(
      weeks.map((of) => of.slice(0, 2)).map(([a = 0, b]) => [a, ...(b === undefined ? [] : [b])]),
      end,
      4,
    );
    // The second week of each is followed by nothing here, so only the first counts.
    const later = hazards(
      weeks.map((of) => of.slice(1)),
      end,
      5,
    );
    const seconds = hazards(
      weeks.map((of) => of.slice(1, 2)),
      end,
      4,
    );
    for (const [index, hazard] of returnsAtFirst.hazard.entries()) {
      const atRisk = (first.atRisk[index] ?? 0) - (seconds.atRisk[index] ?? 0);
      expect(deviations(first.came[index] ?? 0, atRisk, hazard), `first, gap ${index + 1}`).toBeLessThan(4);
    }
    for (const [index, hazard] of returns.hazard.entries()) {
      expect(deviations(later.came[index] ?? 0, later.atRisk[index] ?? 0, hazard), `gap ${index + 1}`).toBeLessThan(4);
    }
    expect(later.came[4], "nobody comes again after four weeks").toBe(0);
    expect(later.atRisk[4]).toBeGreaterThan(50);
  });

  it("[SI24] is made rarer by a visit that was not served, by the planted factor", () => {
    const world = plainWith({
      habits: steadyWith({ returns: { unit: "day", hazard: [0.4], later: 0 } }),
      supply: { ...plain.supply, noCapacity: 0.4 },
      experience: { ...plain.experience, unserved: 0.25 },
    });
    const { events } = simulated({ visitors: 3_000, days: 30, world });
    const came = { served: [0, 0], unserved: [0, 0] };
    for (const own of byVisitor(events).values()) {
      const sessions = own.filter(({ name }) => name === "session.started");
      for (const [place, { sessionId, atMs }] of sessions.entries()) {
        if (Math.floor(atMs / dayMs) >= firstDay + 29) continue;
        const wasServed = own.some((event) => event.sessionId === sessionId && event.name === "inference.completed");
        const counts = came[wasServed ? "served" : "unserved"];
        counts[1] = (counts[1] ?? 0) + 1;
        if (sessions[place + 1]) counts[0] = (counts[0] ?? 0) + 1;
      }
    }
    expect(deviations(came.served[0] ?? 0, came.served[1] ?? 0, 0.4)).toBeLessThan(4);
    expect(deviations(came.unserved[0] ?? 0, came.unserved[1] ?? 0, 0.1)).toBeLessThan(4);
  });
});

/** For each week in which somebody was served: whether it was their first, who came by its links, and who came again. */
function activeWeeksOf(events: readonly SentEvent[]) {
  const came = new Map<unknown, number>();
  for (const { name, fields } of events) {
    if (name === "session.started" && fields.entry === "share") {
      came.set(fields.shareId, (came.get(fields.shareId) ?? 0) + 1);
    }
  }
  return [...byVisitor(events).values()].flatMap((own) => {
    const guests = new Map<number, number>();
    for (const { name, atMs, fields } of own) {
      const week = weekAt(atMs);
      if (name === "inference.completed") guests.set(week, guests.get(week) ?? 0);
      if (name === "share.created") guests.set(week, (guests.get(week) ?? 0) + (came.get(fields.shareId) ?? 0));
    }
    const weeks = [...guests.keys()];
    return weeks.map((week, place) => ({
      week,
      isFirst: place === 0,
      guests: guests.get(week) ?? 0,
      cameAgain: (weeks[place + 1] ?? Number.POSITIVE_INFINITY) <= week + 4,
    }));
  });
}

describe("planted guests", () => {
  const returns = { unit: "week", hazard: [0.3, 0.25, 0.15, 0.1], later: 0, again: 0.3 } as const;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

  it("[SI25] come by a link that somebody made, and are as many for each active week as planted", () => {
    const brings = { newcomer: 0.15, established: 1.3 };
    const days = 7 * 8;
    const world = plainWith({ habits: steadyWith({ returns, brings }) });
    const { events } = simulated({ visitors: 600, days, world });
    const links = new Map(
      events.flatMap((event) => (event.name === "share.created" ? [[event.fields.shareId, event] as const] : [])),
    );
    for (const { name, fields, visitorId, atMs } of events) {
      if (name !== "session.started" || fields.entry !== "share") continue;
      const link = links.get(fields.shareId);
      const afterMs = atMs - (link?.atMs ?? Number.POSITIVE_INFINITY);
      const isInTime = afterMs >= 60_000 && afterMs <= 7 * dayMs + 60_000;
      // Nobody follows their own link.
      expect([fields.first, link?.visitorId === visitorId, isInTime]).toEqual([true, false, true]);
    }
    // The guests of the last weeks may come after the end.
    const weeks = activeWeeksOf(events).filter(({ week }) => week <= weekOf(firstDay + days - 1) - 2);
    const newcomers = weeks.filter(({ isFirst }) => isFirst);
    const established = weeks.filter(({ isFirst }) => !isFirst);
    expect(established.length).toBeGreaterThan(500);
    expect(deviations(sum(newcomers.map(({ guests }) => guests)), newcomers.length, 0.15)).toBeLessThan(4);
    // One always, and another by chance.
    const more = sum(established.map(({ guests }) => guests - 1));
    expect(deviations(more, established.length, 0.3)).toBeLessThan(4);
  });

  it("[SI25] make a reproduction number of 1 together with the return that is planted", () => {
    const comesAgain = 1 - 0.7 * 0.75 * 0.85 * 0.9;
    const brings = { newcomer: 1 - comesAgain, established: 1 - comesAgain };
    const days = 7 * 26;
    // Nobody comes by themselves after the first week.
    const arrivals = { ...plain.arrivals, days: [1, 1, 1, 1, 1, 1, 1, 0] };
    const world = plainWith({ arrivals, habits: steadyWith({ returns, brings }) });
    const { events } = simulated({ visitors: 1_200, days, world });
    const all = activeWeeksOf(events);
    const closed = all.filter(({ week }) => week <= weekOf(firstDay + days - 1) - 5);
    const again = closed.filter(({ cameAgain }) => cameAgain).length;
    expect(deviations(again, closed.length, comesAgain)).toBeLessThan(4);
    expect(deviations(sum(closed.map(({ guests }) => guests)), closed.length, brings.newcomer)).toBeLessThan(4);
    const offspring = sum(closed.map(({ guests, cameAgain }) => guests + Number(cameAgain))) / closed.length;
    expect(Math.abs(offspring - 1)).toBeLessThan(4 * Math.sqrt(0.5 / closed.length));
    // Half a year later about as many are there as after the first weeks, where a number of 0.9 would have left half of them.
    const active = (fromWeek: number) => all.filter(({ week }) => week - weekOf(firstDay) >= fromWeek).length;
    const ratio = (active(18) - active(26)) / (active(6) - active(14));
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });
});
