import { openTestStores } from "@flywheel/store/testing";
import { journey, type TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { inventEvent } from "../invented-days.ts";
import { answerRetention } from "./retention.ts";
import { startsBasisSlowly } from "./retention-basis.twin.ts";
import { Retention } from "./retention-question.ts";

const dayMs = 86_400_000;
const base = {
  ...{ app: null, traffic: "real" as const, start: journey.visited, return: journey.served },
  ...{ mode: "exact" as const, interval: "week" as const, clock: "calendar" as const, periods: 2 },
};
const types = ["first_ever", "first_in_range", "recurring"] as const;

describe.each(openTestStores())("what retention rests on, on $engine", (backend) => {
  const ask = async (events: readonly TakenEvent[], question: Retention, asOfMs = weeksToMs) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return answerRetention(store.questions, question, asOfMs);
  };

  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    "[DE208] is whoever is in a cohort, as the slow twin says (seed %i)",
    async (seed) => {
      const events = inventWeeks(seed, [journey.visited, journey.served], 100);
      const question = Retention.parse({
        ...base,
        app: seed % 5 === 0 ? "image-studio" : null,
        traffic: seed % 7 === 0 ? "simulated" : "real",
        fromMs: weeksFromMs + (1 + (seed % 4)) * 9 * dayMs + 3_600_000,
        toMs: weeksToMs - (seed % 3) * 6 * dayMs,
        type: seed < 9 ? "first_ever" : types[seed % 3],
        segment:
          seed % 4 === 0
            ? { key: "n", name: "N", all: [{ kind: "property", property: "device", in: ["phone"] }] }
            : null,
      });
      const asOfMs = weeksToMs - (seed % 3) * 9 * dayMs;
      const { basis, cohorts } = await ask(events, question, asOfMs);
      expect(basis).toEqual(startsBasisSlowly(question, asOfMs, events));
      if (question.type === "recurring") return;
      expect(cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(basis.visitors);
    },
  );

  it("[DE208] leaves out who started before the range when only the new start", async () => {
    const opened = (visitor: string, day: number, bot = false) =>
      inventEvent(visitor, { name: "app.opened", atMs: weeksFromMs + day * dayMs, bot });
    const events = [
      ...[opened("ada", 1), opened("ada", 8), opened("bob", 8), opened("bob", 9)],
      ...[opened("bot", 1, true), opened("bot", 9, true)],
    ];
    const range = { fromMs: weeksFromMs + 7 * dayMs, toMs: weeksFromMs + 14 * dayMs };
    const basisOf = async (type: Retention["type"]) => {
      const { basis } = await ask(events, Retention.parse({ ...base, ...range, type }));
      return [basis.visitors, basis.events, basis.botEvents];
    };
    expect(await basisOf("first_ever")).toEqual([1, 2, 1]);
    expect(await basisOf("first_in_range")).toEqual([2, 3, 1]);
  });
});
