import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { EventId, NetworkEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { factsSentAgain, knownFactsSlowly } from "../asking/network.twin.ts";
import { type PaidQuestion, readPaidWeeks } from "./paid-weeks.ts";
import { supplyEvidenceOf } from "./supply-evidence.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 9, 5);

function inventFacts(seed: number): readonly NetworkEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const facts = Array.from({ length: 80 }, (_, place) => ({
    id: `evt_${String(place).padStart(20, "p")}` as EventId,
    name: roll(5) === 0 ? ("epoch.closed" as const) : ("payout.made" as const),
    atMs: startMs + roll(4 * 42) * (dayMs / 4),
    ...{ layer: "incentives" as const, node: null, model: null, value: null, simulated: roll(4) === 0 },
    fields: { feesMicroUsd: roll(2_000_000_000), rewardsMicroUsd: roll(3) === 0 ? 0 : roll(3_000_000_000) },
  }));
  return [...facts, ...factsSentAgain(facts, 8 * dayMs)];
}

describe.each(openTestStores())("payouts on $engine", (backend) => {
  it.each([1, 2, 3, 4, 5, 6])(
    "[DE150] are added up by week, as fact by fact, and one that is sent again counts once (seed %i)",
    async (seed) => {
      const facts = inventFacts(seed);
      const store = await backend.open();
      await store.events.appendNetwork([...facts]);
      const question: PaidQuestion = {
        traffic: seed % 3 === 0 ? "simulated" : "real",
        fromMs: startMs + seed * dayMs,
        toMs: startMs + 39 * dayMs,
        timeZone: ["UTC", "Europe/Berlin"][seed % 2] ?? "UTC",
        weekStart: seed % 7,
      };
      const asOfMs = startMs + 37 * dayMs;
      const weeks = new Map<number, { rewardsMicroUsd: number; feesMicroUsd: number }>();
      for (const { name, atMs, fields } of knownFactsSlowly(question, asOfMs, facts)) {
        if (name !== "payout.made" || atMs < question.fromMs) continue;
        const week = numberAt(calendarOf(question), "week", atMs);
        const old = weeks.get(week) ?? { rewardsMicroUsd: 0, feesMicroUsd: 0 };
        weeks.set(week, {
          rewardsMicroUsd: old.rewardsMicroUsd + Number(fields.rewardsMicroUsd),
          feesMicroUsd: old.feesMicroUsd + Number(fields.feesMicroUsd),
        });
      }
      const expected = [...weeks].map(([week, amounts]) => ({ week, ...amounts })).sort((a, b) => a.week - b.week);
      expect(await readPaidWeeks(store.questions, question, asOfMs)).toEqual(expected);
    },
  );
});

it("[DE151] of supply are compute, models and incentives, and what holds back less than nothing takes nothing away", () => {
  const draws = [{ heldBack: { compute: 4, models: 1, incentives: 1, users: -9, usage: 6 } }];
  const capacity = [
    { minutes: 100, tightMinutes: 30 },
    { minutes: 50, tightMinutes: 0 },
  ];
  expect(supplyEvidenceOf(draws, capacity)).toEqual({
    opportunity: [{ supply: 6, all: 12 }],
    minutes: { busy: 30, all: 150 },
  });
});
