import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { RequestId, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventEvent } from "../invented-days.ts";
import { grantWeeksOf } from "./cohorts.ts";
import { timingThresholds } from "./thresholds.ts";
import type { Timeline, TimelineWeek } from "./timelines.ts";
import { answerTiming } from "./timing.ts";
import { TimingQuestion } from "./timing-question.ts";

/** Active on granted credits in these weeks. */
const farmer = (grantsUntil: number, ...weeks: readonly number[]): Timeline => ({
  visitors: 10,
  incentivised: true,
  grantsUntil,
  weeks: weeks.map((week): TimelineWeek => ({ week, own: false, granted: true, purchased: false, short: false })),
});

describe("[DE206] weeks with grants are those of the range", () => {
  it("from its first week on, and their visitors those who have any", () => {
    const farmers = [farmer(6, 1, 2, 5, 6), farmer(6, 1, 2)];
    expect(grantWeeksOf(farmers, { firstWeek: 1, lastClosed: 10 })).toEqual([
      { visitors: 10, ending: 1, leftEnding: 1, other: 3, leftOther: 0 },
      { visitors: 10, ending: 0, leftEnding: 0, other: 2, leftOther: 1 },
    ]);
    expect(grantWeeksOf(farmers, { firstWeek: 5, lastClosed: 10 })).toEqual([
      { visitors: 10, ending: 1, leftEnding: 1, other: 1, leftOther: 0 },
    ]);
  });

  it("and a campaign that ended before has no ending week", () => {
    expect(grantWeeksOf([farmer(4, 3, 4, 7, 8)], { firstWeek: 5, lastClosed: 12 })).toEqual([]);
  });
});

const weekMs = 7 * 86_400_000;
/** A Monday. */
const startMs = Date.UTC(2026, 5, 1);
const asOfMs = startMs + 16 * weekMs;

/** Served on credits of a campaign in each of the weeks. */
const campaignOf = (campaign: string, visitor: string, weeks: readonly number[]): readonly TakenEvent[] =>
  weeks.flatMap((week) => {
    const atMs = startMs + week * weekMs + 3_600_000;
    const grant = { funding: "granted", campaign, credits: 9 };
    return [
      inventEvent(visitor, { name: "credits.granted", atMs, fields: grant }),
      {
        ...inventEvent(visitor, { name: "inference.completed", atMs: atMs + 1, fields: { funding: "granted" } }),
        requestId: `req_${visitor}_${week}` as RequestId,
      },
    ];
  });

describe.each(openTestStores())("farmed use on $engine", (backend) => {
  it("[DE206] is judged by the hazard and the served requests of the same weeks", async () => {
    const store = await backend.open();
    await store.events.append([
      ...Array.from({ length: 10 }, (_, place) => campaignOf("spring", `early ${place}`, [0, 1, 2, 3])).flat(),
      ...Array.from({ length: 5 }, (_, place) => campaignOf("summer", `late ${place}`, [8, 9, 10])).flat(),
    ]);
    const farmedFrom = async (week: number) => {
      const question = TimingQuestion.parse({
        app: null,
        traffic: "real",
        fromMs: startMs + week * weekMs,
        toMs: asOfMs,
      });
      const given = { thresholds: timingThresholds, supply: null, random: seededRandom(206) };
      const { verdict } = await answerTiming(store.questions, question, given, asOfMs);
      return { n: verdict.farmed.n, granted: verdict.farmed.served.granted };
    };
    expect(await farmedFrom(0)).toEqual({ n: 15, granted: 55 });
    expect(await farmedFrom(6)).toEqual({ n: 5, granted: 15 });
  });
});
