import { openTestStores } from "@flywheel/store/testing";
import { journey } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventDays, inventEvent, inventedQuestion, sentAgain, startMs } from "../invented-days.ts";
import { answerFunnel } from "./funnel.ts";
import { answerFunnelSlowly, funnelBasisSlowly } from "./funnel.twin.ts";
import { Funnel } from "./funnel-question.ts";

const steps = [journey.visited, journey.asked, journey.served, journey.kept, journey.paid];
const minuteMs = 60_000;
const laterMs = startMs + 10 * 86_400_000;

const question: Funnel = {
  app: null,
  steps: [journey.visited, journey.asked, journey.kept],
  fromMs: startMs,
  toMs: startMs + 60 * minuteMs,
  windowMs: 10 * minuteMs,
  order: "ordered",
  traffic: "real",
  timeZone: "UTC",
  weekStart: 1,
  segment: null,
  exclusions: [],
  breakdown: null,
};
const phones: Funnel["segment"] = {
  key: "phones",
  name: "Phones",
  all: [{ kind: "property", property: "device", in: ["phone"] }],
};
const asking: Funnel["segment"] = {
  ...{ key: "asking", name: "Asked before" },
  all: [{ kind: "behaviour", of: journey.asked, did: true, atLeast: 1, withinMs: null }],
};
const at = (minutes: number, name: "app.opened" | "prompt.submitted" | "output.kept") =>
  inventEvent("vis", { name, atMs: startMs + minutes * minuteMs });

describe.each(openTestStores())("funnel on $engine", (backend) => {
  const ask = async (events: readonly ReturnType<typeof at>[], of: Partial<Funnel> = {}, asOfMs = laterMs) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return answerFunnel(store.questions, { ...question, ...of }, asOfMs);
  };
  const reached = async (...given: Parameters<typeof ask>) => (await ask(...given)).steps.map((step) => step.reached);

  it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    "[DE1] [DE176] agrees with its slow twin on invented days (seed %i)",
    async (seed) => {
      const days = inventDays(seed, steps);
      const events = [...days, ...sentAgain(days, 3 * minuteMs)];
      const of = inventedQuestion(steps.slice(0, 2 + (seed % 4)), seed);
      const asOfMs = startMs + (seed % 4 === 0 ? 40 * minuteMs : 90 * minuteMs);
      const { steps: found, groups, basis } = await ask(events, of, asOfMs);
      expect({ steps: found, groups }).toEqual(answerFunnelSlowly(of, asOfMs, events));
      expect(basis).toEqual(funnelBasisSlowly(of, asOfMs, events));
    },
  );

  it.each(Array.from({ length: 27 }, (_, index) => index + 1))(
    "[DE29] [DE30] [DE31] agrees with its slow twin in each order and segment, with exclusions and broken down (seed %i)",
    async (seed) => {
      const days = inventDays(seed, steps).map((event, index) => ({
        ...event,
        device: (["phone", "desktop"] as const)[(index * 7 + seed) % 2] ?? "phone",
      }));
      const events = [...days, ...sentAgain(days, 3 * minuteMs)];
      const order = (["ordered", "strict", "unordered"] as const)[seed % 3] ?? "ordered";
      const last = 3 + (seed % 2);
      const after = 1 + (seed % (last - 1));
      const between = [
        { of: journey.paid, after, before: after + 1 },
        { of: { name: "payment.settled" as const, where: { funding: "free" } }, after: 1, before: last },
      ];
      const of = Funnel.parse({
        ...inventedQuestion(steps.slice(0, last), seed),
        order,
        exclusions: order === "ordered" ? between.slice(0, 1 + (seed % 2)) : [],
        segment: [null, phones, asking][Math.floor(seed / 3) % 3],
        breakdown: (["device", "app", null] as const)[Math.floor(seed / 9) % 3],
      });
      const asOfMs = startMs + (seed % 4 === 0 ? 40 * minuteMs : 120 * minuteMs);
      const { steps: found, groups, basis } = await ask(events, of, asOfMs);
      expect({ steps: found, groups }).toEqual(answerFunnelSlowly(of, asOfMs, events));
      expect(basis).toEqual(funnelBasisSlowly(of, asOfMs, events));
    },
  );

  it("[DE29] strict lets nothing of the visitor come between two steps", async () => {
    const seen = inventEvent("vis", { name: "surface.viewed", atMs: startMs + 2 * minuteMs });
    const events = [
      at(1, "app.opened"),
      seen,
      at(3, "prompt.submitted"),
      at(4, "app.opened"),
      at(5, "prompt.submitted"),
    ];
    expect(await reached(events.slice(0, 3), { order: "strict" })).toEqual([1, 0, 0]);
    expect(await reached(events, { order: "strict" })).toEqual([1, 1, 0]);
    expect(await reached([...events, at(6, "output.kept")], { order: "strict" })).toEqual([1, 1, 1]);
  });

  it("[DE30] an exclusion ends a path between its steps, not beside them nor in their moment", async () => {
    const broke = (minutes: number) => inventEvent("vis", { name: "app.failed", atMs: startMs + minutes * minuteMs });
    const events = [at(1, "app.opened"), at(3, "prompt.submitted"), at(5, "output.kept")];
    const exclusions = [{ of: { name: "app.failed" as const }, after: 2, before: 3 }];
    const counts: (readonly number[])[] = [];
    // One after another: each empties the store before it asks.
    for (const minutes of [2, 3, 4, 5]) counts.push(await reached([...events, broke(minutes)], { exclusions }));
    expect(counts).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 0],
      [1, 1, 1],
    ]);
  });

  it("[DE31] groups by what the first step of the path that counts says", async () => {
    const chat = { ...at(2, "app.opened"), app: "chat" as const };
    const { steps: all, groups } = await ask([at(1, "app.opened"), chat, at(3, "prompt.submitted")], {
      breakdown: "app",
    });
    expect(groups).toEqual([{ value: "chat", steps: all }]);
  });

  it("[DE2] measures the window from the first step, inclusive to the millisecond", async () => {
    expect(await reached([at(0, "app.opened"), at(6, "prompt.submitted"), at(10, "output.kept")])).toEqual([1, 1, 1]);
    const late = { ...at(10, "output.kept"), atMs: startMs + 10 * minuteMs + 1 };
    expect(await reached([at(0, "app.opened"), at(6, "prompt.submitted"), late])).toEqual([1, 1, 0]);
  });

  it("[DE3] lets a later first step rescue a visitor whose first try ran out", async () => {
    const events = [at(0, "app.opened"), at(20, "app.opened"), at(21, "prompt.submitted"), at(22, "output.kept")];
    const answer = await ask(events);
    expect(answer.steps.map((step) => step.reached)).toEqual([1, 1, 1]);
    expect(answer.steps[2]).toMatchObject({ medianMsFromFirst: 2 * minuteMs, medianMsFromPrevious: minuteMs });
  });

  it("[DE4] counts equal times as in order, and refuses what came before", async () => {
    expect(await reached([at(5, "output.kept"), at(5, "prompt.submitted"), at(5, "app.opened")])).toEqual([1, 1, 1]);
    expect(await reached([at(5, "app.opened"), at(6, "output.kept"), at(7, "prompt.submitted")])).toEqual([1, 1, 0]);
  });

  it("[DE5] unordered lets later steps come in any order after the first, and gives no time from the previous", async () => {
    const events = [at(5, "app.opened"), at(6, "output.kept"), at(7, "prompt.submitted")];
    const answer = await ask(events, { order: "unordered" });
    expect(answer.steps.map((step) => step.reached)).toEqual([1, 1, 1]);
    expect(answer.steps[2]?.medianMsFromPrevious).toBeNull();
    expect(
      await reached([at(4, "output.kept"), at(5, "app.opened"), at(6, "prompt.submitted")], { order: "unordered" }),
    ).toEqual([1, 1, 0]);
  });

  it("[DE6] shows visitors whose window is still open apart", async () => {
    const events = [at(0, "app.opened"), at(1, "prompt.submitted")];
    const young = await ask(events, {}, startMs + 5 * minuteMs);
    expect(young.steps.map(({ reached, open }) => [reached, open])).toEqual([
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
    const old = await ask(events, {}, startMs + 10 * minuteMs);
    expect(old.steps.map(({ reached, open }) => [reached, open])).toEqual([
      [1, 0],
      [1, 0],
      [0, 0],
    ]);
  });

  it("[DE7] entries lie in the range, its end excluded; later steps may follow beyond it", async () => {
    expect(await reached([at(60, "app.opened")])).toEqual([0, 0, 0]);
    expect(await reached([at(59, "app.opened"), at(62, "prompt.submitted")])).toEqual([1, 1, 0]);
  });

  it("[DE8] leaves bots out and says how many of their events there were", async () => {
    const bots = [1, 2].map((minutes) => ({ ...at(minutes, "app.opened"), bot: true }));
    const answer = await ask([...bots, at(3, "app.opened")]);
    expect(answer).toMatchObject({ events: 1, botEvents: 2 });
    expect(answer.basis).toEqual({ visitors: 1, events: 1, botEvents: 2, simulated: false });
  });

  it("[DE9] tells purchased from free payments", async () => {
    const paid = (funding: string) =>
      inventEvent("vis", { name: "payment.settled", atMs: startMs + minuteMs, fields: { funding } });
    const of = { steps: [journey.visited, journey.paid] };
    expect(await reached([at(0, "app.opened"), paid("free")], of)).toEqual([1, 0]);
    expect(await reached([at(0, "app.opened"), paid("purchased")], of)).toEqual([1, 1]);
  });

  it("[DE9] asks for words, numbers and yes or no alike", async () => {
    const submitted = (promptLength: number) =>
      inventEvent("vis", { name: "prompt.submitted", atMs: startMs, fields: { attempt: "again", promptLength } });
    const required = inventEvent("vis", { name: "proof.required", atMs: startMs, fields: { required: false } });
    const of = (...where: Record<string, string | number | boolean>[]) => ({
      steps: [
        { name: "prompt.submitted" as const, where: where[0] ?? {} },
        { name: "proof.required" as const, where: where[1] ?? {} },
      ],
    });
    const events = [submitted(7), required];
    expect(await reached(events, of({ attempt: "again", promptLength: 7 }, { required: false }))).toEqual([1, 1]);
    expect(await reached(events, of({ promptLength: 7 }, { required: true }))).toEqual([1, 0]);
    expect(await reached(events, of({ promptLength: 70 }))).toEqual([0, 0]);
    expect(await reached(events, of({ attempt: "first" }))).toEqual([0, 0]);
  });

  it("[DE10] answers an empty store with zeros and no times", async () => {
    const answer = await ask([]);
    expect(answer).toMatchObject({ events: 0, botEvents: 0 });
    expect(answer.steps.every((step) => step.reached === 0 && step.medianMsFromFirst === null)).toBe(true);
  });
});

describe("the question", () => {
  it.each([
    ["steps that one event could fill", { steps: [journey.visited, journey.visited] }],
    ["steps that overlap by a field", { steps: [journey.paid, { name: "payment.settled" as const }] }],
    ["one step", { steps: [journey.visited] }],
    ["a range that ends before it starts", { toMs: startMs }],
    [
      "a field that the event does not have",
      { steps: [journey.visited, { name: "app.opened" as const, where: { prompt: "x" } }] },
    ],
    ["a window of nothing", { windowMs: 0 }],
    ["an exclusion that is a step", { exclusions: [{ of: journey.kept, after: 1, before: 2 }] }],
    ["an exclusion between no steps", { exclusions: [{ of: journey.paid, after: 2, before: 2 }] }],
    ["an exclusion beyond the last step", { exclusions: [{ of: journey.paid, after: 2, before: 4 }] }],
    ["an exclusion without an order", { order: "unordered", exclusions: [{ of: journey.paid, after: 1, before: 2 }] }],
  ])("[DE11] refuses %s", (_what, wrong) => {
    expect(Funnel.safeParse(question).success).toBe(true);
    expect(Funnel.safeParse({ ...question, ...wrong }).success).toBe(false);
  });

  it("[DE11] allows two steps of one event that differ in a field", () => {
    const where = (funding: string) => ({ name: "payment.settled" as const, where: { funding } });
    expect(Funnel.safeParse({ ...question, steps: [where("free"), where("purchased")] }).success).toBe(true);
  });
});
