import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import { type EventFilter, journey, type RequestId, type TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { inventEvent } from "../invented-days.ts";
import { readServedDays } from "./served-days.ts";
import { servedDaysSlowly } from "./served-days.twin.ts";
import { timingThresholds } from "./thresholds.ts";
import { Timelines } from "./timelines-question.ts";
import { answerTiming } from "./timing.ts";
import { TimingQuestion } from "./timing-question.ts";

const dayMs = 86_400_000;
const awaited: EventFilter = { name: "answer.awaited" };
const seeds = Array.from({ length: 16 }, (_, index) => index + 1);
const phones = {
  key: "phones",
  name: "Phones",
  all: [{ kind: "property" as const, property: "device" as const, in: ["phone"] }],
};

describe.each(openTestStores())("days on which visitors were served, on $engine", (backend) => {
  const open = async (events: readonly TakenEvent[]) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return store.questions;
  };

  it.each(seeds)("[DE209] are counted as the slow twin does, without answers given up (seed %i)", async (seed) => {
    const invented = inventWeeks(seed, [journey.served, journey.served, awaited], seed === 16 ? 10_000 : 120);
    const events = invented.map(
      (event, place): TakenEvent => ({
        ...event,
        requestId: place % 11 === 0 ? null : (`req_${event.visitorKey}_${place % (10 + seed * 3)}` as RequestId),
      }),
    );
    const question = Timelines.parse({
      app: seed % 5 === 0 ? "image-studio" : null,
      traffic: seed % 7 === 0 ? "simulated" : "real",
      fromMs: weeksFromMs + (seed % 3) * 5 * dayMs + 3_600_000,
      toMs: weeksToMs - (seed % 4) * 3 * dayMs,
      timeZone: ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"][seed % 4],
      segment: seed % 3 === 0 ? phones : null,
    });
    const asOfMs = weeksToMs - (seed % 5) * 8 * dayMs - 7_200_000;
    const found = await readServedDays(await open(events), question, asOfMs);
    expect(found).toEqual(servedDaysSlowly(question, asOfMs, events));
  });

  const asked = (visitor: string, day: number, ...names: readonly TakenEvent["name"][]) =>
    names.map((name, place) => ({
      ...inventEvent(visitor, { name, atMs: weeksFromMs + day * dayMs + place * 1_000 }),
      requestId: `req_${visitor}_${day}` as RequestId,
    }));
  const whole = { app: null, traffic: "real" as const, fromMs: weeksFromMs, toMs: weeksToMs };

  it("[DE209] an answer given up serves nobody, also when that was on the day before it came", async () => {
    const nearMidnight = asked("cyd", 42, "answer.awaited", "inference.completed").map((event, place) => ({
      ...event,
      atMs: weeksFromMs + 42 * dayMs + (place === 0 ? -1_000 : 1_000),
    }));
    const engine = await open([
      ...asked("ada", 50, "inference.completed"),
      ...asked("ada", 51, "inference.completed", "answer.awaited"),
      ...asked("bob", 50, "inference.completed", "answer.awaited"),
      ...nearMidnight,
    ]);
    const found = await readServedDays(engine, Timelines.parse(whole), weeksToMs);
    expect(found?.visitors).toEqual([1, ...Array(27).fill(0)]);
  });

  it("[DE209] the timing takes its power users from them", async () => {
    const everyDay = (visitor: string, ...names: readonly TakenEvent["name"][]) =>
      Array.from({ length: 28 }, (_, back) => asked(visitor, 69 - back, ...names)).flat();
    const engine = await open([
      ...everyDay("ada", "inference.completed"),
      ...everyDay("bob", "inference.completed", "answer.awaited"),
      ...everyDay("cyd", "answer.awaited", "inference.completed"),
    ]);
    const given = { thresholds: timingThresholds, supply: null, random: seededRandom(209) };
    const { signals } = await answerTiming(engine, TimingQuestion.parse(whole), given, weeksToMs);
    expect(signals.powerUsers).toMatchObject({ n: 1 });
  });
});
