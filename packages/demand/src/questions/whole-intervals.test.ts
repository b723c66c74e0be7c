import { openTestStores } from "@flywheel/store/testing";
import { journey, type Segment, type TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { basisSlowly } from "../asking/asking.twin.ts";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { inventEvent } from "../invented-days.ts";
import { answerLifecycle, Lifecycle } from "./lifecycle.ts";
import { answerLifecycleSlowly } from "./lifecycle.twin.ts";

const dayMs = 86_400_000;
const filters = [journey.visited, journey.served, journey.paid];
const phones: Segment = {
  key: "phones",
  name: "Phones",
  all: [{ kind: "property", property: "device", in: ["phone"] }],
};
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
const at = (visitor: string, day: number, device: TakenEvent["device"] = "desktop"): TakenEvent => ({
  ...inventEvent(visitor, { name: "app.opened", atMs: weeksFromMs + day * dayMs }),
  device,
});

describe.each(openTestStores())("a lifecycle of cut ranges on $engine", (backend) => {
  const ask = async (events: readonly TakenEvent[], question: Lifecycle, asOfMs = weeksToMs) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return answerLifecycle(store.questions, question, asOfMs);
  };
  /** From Thursday to Tuesday: two weeks are cut, and both are answered whole. */
  const cut = {
    ...{ app: null, traffic: "real" as const, of: [journey.visited], interval: "week" as const },
    ...{ fromMs: weeksFromMs + 3 * dayMs, toMs: weeksFromMs + 8 * dayMs },
  };

  it.each(seeds)("[DE207] rests on the events of its points, as slowly counted (seed %i)", async (seed) => {
    const events = inventWeeks(seed, filters, 120);
    const question = Lifecycle.parse({
      app: seed % 3 === 0 ? "image-studio" : null,
      traffic: seed % 5 === 0 ? "simulated" : "real",
      fromMs: weeksFromMs + 13 * dayMs + seed * 3_600_000,
      toMs: weeksToMs - (16 + (seed % 3)) * dayMs - seed * 3_600_000,
      timeZone: ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"][seed % 4],
      weekStart: seed % 7,
      segment: seed % 2 === 0 ? phones : null,
      of: filters.slice(seed % 3),
      interval: (["day", "week", "month"] as const)[seed % 3],
    });
    const asOfMs = weeksToMs - (seed % 4) * 7 * dayMs;
    const { activeBefore, points, basis } = await ask(events, question, asOfMs);
    const [fromMs, toMs] = [points[0]?.startMs ?? 0, points.at(-1)?.endMs ?? 0];
    expect(fromMs).toBeLessThan(question.fromMs);
    expect(basis).toEqual(basisSlowly({ ...question, fromMs, toMs }, question.of, asOfMs, events));
    expect({ activeBefore, points }).toEqual(answerLifecycleSlowly(question, asOfMs, events));
  });

  it("[DE207] rests on as many visitors as its points count", async () => {
    const { points, basis } = await ask([at("ada", 1), at("bob", 4), at("cyd", 12)], Lifecycle.parse(cut));
    expect(points.map(({ active }) => active)).toEqual([2, 1]);
    expect(basis).toMatchObject({ visitors: 3, events: 3 });
  });

  it("[DE207] counts who is in the segment in a part of an interval that the range cuts off", async () => {
    const events = [
      at("ada", 1, "phone"),
      at("bob", 4, "phone"),
      at("cyd", 12, "phone"),
      at("dan", 1),
      at("dan", 4, "phone"),
    ];
    const { points, basis } = await ask(events, Lifecycle.parse({ ...cut, segment: phones }));
    // Dan enters on his first day of the whole week, at a desk.
    expect(points.map(({ active, cut }) => [active, cut])).toEqual([
      [2, false],
      [1, false],
    ]);
    expect(basis).toMatchObject({ visitors: 3, events: 3 });
  });
});
