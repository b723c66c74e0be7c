import { KnownEventFilter, segmentOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { parseEvent, printEvent } from "./event-text.ts";
import { askedKinds } from "./kinds.ts";
import {
  funnelOf,
  lifecycleOf,
  overlapOf,
  pathsOf,
  powerCurveOf,
  retentionOf,
  stickinessOf,
  trendOf,
  unmetOf,
  valuesOf,
} from "./questions.ts";
import { readView, type View, writeView } from "./view.ts";

const first = readView({});
const range = { fromMs: 1_000, toMs: 2_000 };

/** Everything different from how the page opens. */
const far: View = {
  ...first,
  period: { fromMs: 5, toMs: 60_000 },
  app: "chat",
  segment: segmentOf("phones"),
  traffic: "simulated",
  zone: "Asia/Kolkata",
  week: 0,
  of: [{ name: "payment.settled", where: { funding: "purchased" } }, { name: "output.kept" }],
  per: "week",
  by: "model",
  draw: "p90",
  through: [{ name: "output.kept" }, { name: "payment.settled", where: { funding: "purchased" } }],
  order: "strict",
  within: "30d",
  without: { name: "inference.refused" },
  part: "funding",
  start: { name: "session.started", where: { first: true } },
  back: { name: "prompt.submitted", where: { model: "quillworks/quill-3" } },
  who: "recurring",
  returns: "on_or_after",
  clock: "rolling",
  periods: 28,
  every: 28,
  from: { name: "checkout.opened" },
  direction: "previous",
  places: "all",
  repeats: "kept",
  steps: 6,
  amount: { name: "credits.spent" },
  take: "value",
  among: { name: "app.opened" },
  wait: 0,
};

describe("[AD80] the question in the address", () => {
  it("is nothing at first, and the first is the last 28 days of real traffic in all apps", () => {
    expect(writeView(first)).toEqual({});
    expect(first).toMatchObject({ ask: "trend", period: { preset: "28d" }, app: null, segment: null, traffic: "real" });
  });

  it.each(askedKinds)("comes back as it was, with nothing of another question: %s", (ask) => {
    const written = writeView({ ...far, ask });
    const read = readView(written);
    expect(writeView(read)).toEqual(written);
    for (const name of Object.keys(written)) {
      expect(read[name as keyof View]).toEqual({ ...far, ask }[name as keyof View]);
    }
    expect(written).not.toHaveProperty(ask === "unmet" ? "of" : "wait");
  });

  it.each([
    ["an end before the start", { period: "60000-5" }],
    ["a period that nobody offers", { period: "century" }],
    ["a zone that is none", { zone: "Mars/Olympus" }],
    ["an event that is none", { of: "app.opened,toast.made", start: "toast.made" }],
    ["a funnel of one step", { through: "app.opened" }],
    ["a funnel of eleven", { through: Array(11).fill("app.opened").join(",") }],
    ["a value that a field never has", { from: "payment.settled:funding=stolen" }],
    ["an event without a visitor", { amount: "node.registered" }],
    ["a name that every object has", { ask: "constructor", segment: "toString", draw: "__proto__" }],
    ["things of another kind", { week: "1", steps: true, of: 7, app: ["chat"], wait: 31 }],
  ])("with %s counts as not said", (_, search) => {
    expect(readView(search)).toEqual(first);
  });
});

it.each([
  "app.opened",
  "payment.settled:funding=purchased",
  "session.started:first=true",
  "prompt.submitted:model=quillworks/quill-3",
  "models.compared:models=3",
])("[AD80] an event with its condition is one word: %s", (text) => {
  const event = parseEvent(text);
  expect(event && printEvent(event)).toBe(text);
  expect(KnownEventFilter.safeParse(event).data).toEqual(event);
});

describe("[AD81] what is asked of the server is what is shown", () => {
  it("of every question the same scope", () => {
    const scope = {
      app: "chat",
      traffic: "simulated",
      ...range,
      timeZone: "Asia/Kolkata",
      weekStart: 0,
      segment: segmentOf("phones"),
    };
    for (const of of [
      trendOf,
      funnelOf,
      retentionOf,
      lifecycleOf,
      stickinessOf,
      powerCurveOf,
      pathsOf,
      valuesOf,
      unmetOf,
    ]) {
      expect(of(far, range)).toMatchObject(scope);
    }
  });

  it("and its own choices", () => {
    expect(trendOf(far, range)).toMatchObject({
      of: far.of,
      interval: "week",
      breakdown: "model",
      percentiles: [0.5, 0.9],
    });
    expect(funnelOf(far, range)).toMatchObject({
      ...{ steps: far.through, windowMs: 30 * 86_400_000, order: "strict", exclusions: [], breakdown: null },
    });
    const paid = far.through.toReversed();
    expect(funnelOf({ ...far, through: paid }, range)).toMatchObject({ breakdown: "funding" });
    expect(funnelOf({ ...far, order: "ordered" }, range)).toMatchObject({
      exclusions: [{ of: { name: "inference.refused" }, after: 1, before: 2 }],
    });
    expect(retentionOf(far, range)).toMatchObject({
      start: far.start,
      return: far.back,
      type: "recurring",
      mode: "on_or_after",
      interval: "week",
      clock: "rolling",
      periods: 28,
    });
    expect(stickinessOf(far, range)).toMatchObject({ of: far.of, everyDays: 28 });
    expect(pathsOf(far, range)).toMatchObject({ direction: "previous", places: null, repeats: "kept", steps: 6 });
    expect(valuesOf(far, range)).toMatchObject({ amount: { of: far.amount, take: "value" }, among: far.among });
    expect(unmetOf({ ...far, wait: 10 }, range).statedWaitMs).toBe(10_000);
  });

  it("and nothing that the server would refuse: no sum without a value, no cohorts by the hour, few enough places", () => {
    const openings = { name: "app.opened" } as const;
    expect(valuesOf({ ...far, amount: openings }, range).amount.take).toBe("count");
    expect(trendOf({ ...far, of: [openings] }, range).percentiles).toEqual([]);
    expect([
      retentionOf({ ...far, per: "hour" }, range).interval,
      lifecycleOf({ ...far, per: "hour" }, range).interval,
    ]).toEqual(["day", "day"]);
    const places = pathsOf(first, range).places ?? [];
    expect(places.length).toBeGreaterThan(10);
    expect(places.length).toBeLessThanOrEqual(40);
    for (const take of ["count", "value"] as const) {
      for (const name of ["credits.spent", "payment.settled", "output.shown"] as const) {
        const { bounds } = valuesOf({ ...far, take, amount: { name } }, range);
        expect(bounds).toEqual([...new Set(bounds)].toSorted((a, b) => a - b));
      }
    }
  });
});

describe("[AD202] of two steps that one event could fill", () => {
  const of = (through: View["through"], without: View["without"] = null) => overlapOf({ ...first, through, without });
  const [asked, paid] = [{ name: "prompt.submitted" }, { name: "payment.settled" }] as const;

  it("the first two are named, and so is what ends the path", () => {
    expect(of([asked, paid])).toBeNull();
    expect(of([asked, paid, { ...paid, where: { funding: "granted" } }])).toEqual(["step 2", "step 3"]);
    expect(of([asked, paid], asked)).toEqual(["step 1", "what ends the path"]);
  });

  it("those that differ in a field are none", () => {
    const [granted, purchased] = ["granted", "purchased"].map((funding) => ({ ...paid, where: { funding } }));
    expect(granted && purchased && of([asked, granted, purchased])).toBeNull();
  });
});
