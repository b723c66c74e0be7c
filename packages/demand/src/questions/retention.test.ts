import { openTestStores } from "@flywheel/store/testing";
import { journey } from "@flywheel/vocabulary";
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
const at = (visitor: string, name: "app.opened" | "inference.completed", day: number) =>
  inventEvent(visitor, { name, atMs: weeksFromMs + day * dayMs });

describe.each(openTestStores())("retention on $engine", (backend) => {
  it.each(Array.from({ length: 36 }, (_, index) => index + 1))(
    "[DE20] agrees with its slow twin in all types, modes and clocks (seed %i)",
    async (seed) => {
      const events = inventWeeks(seed, [journey.visited, journey.served], seed === 36 ? 10_000 : 100);
      const question = Retention.parse({
        ...base,
        app: seed % 5 === 0 ? "image-studio" : null,
        fromMs: weeksFromMs + (seed % 4) * 9 * dayMs + 3_600_000,
        toMs: weeksToMs - (seed % 3) * 6 * dayMs,
        timeZone: ["UTC", "Europe/Berlin", "America/New_York"][seed % 3],
        return: seed % 2 === 0 ? journey.served : journey.visited,
        type: (["recurring", "first_ever", "first_in_range"] as const)[seed % 3],
        mode: (["exact", "on_or_after"] as const)[(seed >> 1) % 2],
        interval: (["day", "week", "month"] as const)[(seed >> 2) % 3],
        clock: (["calendar", "rolling"] as const)[(seed >> 3) % 2],
        periods: 1 + (seed % 6),
        segment:
          seed % 4 === 0
            ? { key: "n", name: "N", all: [{ kind: "property", property: "device", in: ["phone"] }] }
            : null,
      });
      const asOfMs = weeksToMs + ((seed % 5) - 2) * 9 * dayMs;
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
    expect(average).toEqual([
      { size: 3, returned: 2 },
      { size: 2, returned: 0 },
    ]);
  });
});
