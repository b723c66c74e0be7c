import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import { journey, type Segment } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { inventEvent } from "../invented-days.ts";
import { answerRetention } from "./retention.ts";
import { answerRetentionSlowly } from "./retention.twin.ts";
import { Retention } from "./retention-question.ts";

const dayMs = 86_400_000;
const base = {
  app: null,
  traffic: "real" as const,
  fromMs: weeksFromMs,
  toMs: weeksFromMs + 14 * dayMs,
  start: journey.visited,
  return: journey.served,
  type: "first_in_range" as const,
  mode: "exact" as const,
  interval: "week" as const,
  clock: "calendar" as const,
  periods: 2,
};
const phones: Segment = {
  ...{ key: "phones", name: "Phones" },
  all: [{ kind: "property", property: "device", in: ["phone"] }],
};
/** Each with each; the rest of a question is by lot. */
const combinations = (["recurring", "first_ever", "first_in_range"] as const)
  .flatMap((type) => (["exact", "on_or_after"] as const).map((mode) => ({ type, mode })))
  .flatMap((of) => (["day", "week", "month"] as const).map((interval) => ({ ...of, interval })))
  .flatMap((of) => (["calendar", "rolling"] as const).map((clock) => ({ ...of, clock })))
  .map((of, place) => ({ ...of, seed: place + 1 }));
const at = (visitor: string, name: "app.opened" | "inference.completed", day: number) =>
  inventEvent(visitor, { name, atMs: weeksFromMs + day * dayMs });

describe.each(openTestStores())("retention on $engine", (backend) => {
  it.each(combinations)(
    "[DE20] agrees with its slow twin: $type, $mode, $interval, $clock (seed $seed)",
    async ({ seed, ...combination }) => {
      const random = seededRandom(seed);
      const roll = (below: number) => Math.floor(random() * below);
      // Once in each type; nobody knows whether a segment has the busy one.
      const busy = seed % 12 === 0 ? 10_000 : 100;
      const events = inventWeeks(seed, [journey.visited, journey.served], busy);
      const question = Retention.parse({
        ...base,
        ...combination,
        app: roll(5) === 0 ? "image-studio" : null,
        traffic: roll(6) === 0 ? "simulated" : "real",
        fromMs: weeksFromMs + roll(4) * 9 * dayMs + 3_600_000,
        toMs: weeksToMs - roll(3) * 6 * dayMs,
        timeZone: ["UTC", "Europe/Berlin", "America/New_York"][roll(3)],
        weekStart: roll(7),
        return: roll(2) === 0 ? journey.served : journey.visited,
        periods: 1 + roll(6),
        segment: roll(3) === 0 && busy === 100 ? phones : null,
      });
      const asOfMs = weeksToMs + (roll(5) - 2) * 9 * dayMs;
      const store = await backend.open();
      await store.events.append(events);
      const { cohorts, average } = await answerRetention(store.questions, question, asOfMs);
      expect({ cohorts, average }).toEqual(answerRetentionSlowly(question, asOfMs, events));
    },
  );

  it("[DE21] leaves out what is not over yet, and averages over what is", async () => {
    const store = await backend.open();
    await store.events.append([
      at("one", "app.opened", 0),
      at("one", "inference.completed", 8),
      at("two", "app.opened", 1),
      at("three", "app.opened", 9),
      at("three", "inference.completed", 15),
    ]);
    const { cohorts, average } = await answerRetention(
      store.questions,
      Retention.parse(base),
      weeksFromMs + 21 * dayMs,
    );
    expect(cohorts.map(({ size, returned }) => [size, returned])).toEqual([
      [2, [1, 0]],
      [1, [1, null]],
    ]);
    expect(average.map(({ size, returned }) => ({ size, returned }))).toEqual([
      { size: 3, returned: 2 },
      { size: 2, returned: 0 },
    ]);
  });
});
