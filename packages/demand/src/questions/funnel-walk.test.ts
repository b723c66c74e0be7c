import type { Store } from "@flywheel/store";
import { openTestStores } from "@flywheel/store/testing";
import { type EventFilter, journey, type Segment, type VisitorCondition } from "@flywheel/vocabulary";
import { beforeAll, describe, expect, it } from "vitest";
import { inventDays, inventedQuestion, sentAgain, startMs } from "../invented-days.ts";
import { answerFunnel } from "./funnel.ts";
import { answerFunnelSlowly, funnelBasisSlowly } from "./funnel.twin.ts";
import { Funnel } from "./funnel-question.ts";
import { walkedTimes } from "./funnel-walk.twin.ts";
import { inventBusyDay } from "./invented-busy-day.ts";

const steps = [journey.visited, journey.asked, journey.served, journey.kept, journey.paid];
const free: EventFilter = { name: "payment.settled", where: { funding: "free" } };
const seen: EventFilter = { name: "surface.viewed" };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const orders = ["ordered", "strict", "unordered"] as const;
const exclusions = [
  { of: free, after: 1, before: 4 },
  { of: seen, after: 2, before: 3 },
];

it.each(Array.from({ length: 120 }, (_, index) => index + 1))(
  "[DE175] one walk from each first step finds what trying every chain does (seed %i)",
  (seed) => {
    const days = inventDays(seed, [...steps, free]);
    const events = [...days, ...sentAgain(days, 3 * minuteMs)];
    const order = orders[seed % 3] ?? "ordered";
    const last = 2 + (seed % 4);
    const of = Funnel.parse({
      ...inventedQuestion(steps.slice(0, last), seed),
      order,
      exclusions: order === "ordered" && seed % 2 === 0 ? [{ of: free, after: 1, before: last }] : [],
    });
    const asOfMs = startMs + (seed % 4 === 0 ? 40 : 90) * minuteMs;
    expect(answerFunnelSlowly(of, asOfMs, events, walkedTimes)).toEqual(answerFunnelSlowly(of, asOfMs, events));
  },
);

const segment = (one: VisitorCondition): Segment => ({ key: "some", name: "Some", all: [one] });
const segments = {
  everybody: null,
  "who are on a phone": segment({ kind: "property", property: "device", in: ["phone"] }),
  "who had been served": segment({ kind: "behaviour", of: journey.served, did: true, atLeast: 1, withinMs: null }),
  "who came before": segment({ kind: "tenure", is: "returning" }),
} satisfies Record<string, Segment | null>;
const cases = orders.flatMap((order, place) =>
  Object.entries(segments).map(([who, of], at) => ({ order, who, segment: of, windowMinutes: 2 + 3 * place + at })),
);

const events = inventBusyDay(175, steps, [free, seen]);
const asked = new Map<string, ReturnType<typeof slowlyOf>>();
const slowlyOf = (of: Funnel, asOfMs: number) => ({
  ...answerFunnelSlowly(of, asOfMs, events, walkedTimes),
  basis: funnelBasisSlowly(of, asOfMs, events),
});
/** Both engines are compared with one walk. */
function walked(of: Funnel, asOfMs: number) {
  const key = JSON.stringify([of, asOfMs]);
  const slow = asked.get(key) ?? slowlyOf(of, asOfMs);
  asked.set(key, slow);
  return slow;
}

describe.each(openTestStores())("funnels of a busy visitor on $engine", (backend) => {
  const question = Funnel.parse({
    ...{ app: null, traffic: "real", steps, order: "ordered", windowMs: 4 * minuteMs },
    ...{ fromMs: startMs + 36 * hourMs, toMs: startMs + 60 * hourMs },
  });
  const asOfMs = startMs + 64 * hourMs + 12 * minuteMs;
  let store: Store;
  beforeAll(async () => {
    store = await backend.open();
    await store.events.append([...events]);
  });

  async function both(of: Funnel, atMs = asOfMs) {
    const answer = await answerFunnel(store.questions, of, atMs);
    expect({ steps: answer.steps, groups: answer.groups, basis: answer.basis }).toEqual(walked(of, atMs));
    return answer;
  }

  it.each(cases)(
    "[DE175] [DE176] $order, of $who: as the walk finds, 10,000 events, resends and gaps among them",
    async ({ order, windowMinutes, ...of }) => {
      const answer = await both({ ...question, order, segment: of.segment, windowMs: windowMinutes * minuteMs });
      expect(answer.basis.events).toBeGreaterThan(1_000);
      expect(answer.steps[1]?.reached).toBeGreaterThan(1);
    },
  );

  it("[DE175] ordered, with what ends a path and by what its first step says", async () => {
    const answer = await both({ ...question, exclusions, breakdown: "device" });
    expect(answer.groups.length).toBe(2);
    await both({ ...question, exclusions, breakdown: "app", app: "image-studio" });
  });

  it("[DE175] while windows are open, and for simulated visitors alone", async () => {
    const early = await both(question, question.fromMs + 3 * minuteMs);
    expect(early.steps[0]?.open).toBeGreaterThan(0);
    await both({ ...question, traffic: "simulated", windowMs: 90 * minuteMs, fromMs: startMs });
  });
});
