import { journey, segmentOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { orderIds } from "../../by-step/step-words.ts";
import { betweens, excludableNames, parseExcluded, printExcluded } from "./excluded.ts";
import { presetIds, rangeOf } from "./period.ts";
import { breakdownIds, questionOf, readView, type View, windowIds, writeView } from "./question.ts";

const nowMs = Date.UTC(2026, 4, 14, 9, 30, 12, 345);
const first: View = {
  period: { preset: "7d" },
  app: null,
  segment: null,
  window: "1d",
  order: "unordered",
  by: null,
  without: null,
  traffic: "real",
};

describe("the question in the address", () => {
  it("[AD1] is nothing at first", () => {
    expect(writeView(first)).toEqual({});
    expect(readView({})).toEqual(first);
  });

  it("[AD1] comes back as it was, whatever was chosen", () => {
    const periods = [...presetIds.map((preset) => ({ preset })), { fromMs: 0, toMs: 1 }, { fromMs: 5, toMs: 60_000 }];
    const views = periods.flatMap((period) =>
      windowIds.flatMap((window) =>
        orderIds.flatMap((order) =>
          (["real", "simulated"] as const).map(
            (traffic): View => ({ ...first, period, app: "chat", window, order, traffic }),
          ),
        ),
      ),
    );
    expect(views).toHaveLength(6 * 3 * 3 * 2);
    for (const view of views) expect(readView(writeView(view))).toEqual(view);
  });

  it.each([
    ["a period that nobody offers", { period: "century" }],
    ["a name that every object has", { period: "toString", window: "constructor", app: "__proto__" }],
    ["an end before the start", { from: 2, to: 1 }],
    ["an end without a start", { to: 1 }],
    ["moments that are no moments", { from: "yesterday", to: Number.NaN }],
    ["an app that is none", { app: "toaster" }],
    ["what its first step does not have", { by: "model" }],
    ["what its first step does not have either", { by: "funding" }],
    ["what it cannot be broken down by, or without", { by: "toString", without: "app.opened:1-5" }],
    ["things of another kind", { window: 7, order: true, traffic: ["simulated"] }],
  ])("[AD1] with %s counts as not said", (_, search) => {
    expect(readView(search)).toEqual(first);
  });
});

describe("the period", () => {
  it("[AD2] of a preset ends with the minute of asking", () => {
    const toMs = Date.UTC(2026, 4, 14, 9, 31);
    expect(rangeOf({ preset: "24h" }, nowMs)).toEqual({ fromMs: Date.UTC(2026, 4, 13, 9, 31), toMs });
    expect(rangeOf({ preset: "7d" }, nowMs)).toEqual({ fromMs: Date.UTC(2026, 4, 7, 9, 31), toMs });
    expect(rangeOf({ preset: "28d" }, nowMs)).toEqual({ fromMs: Date.UTC(2026, 3, 16, 9, 31), toMs });
  });

  it("[AD2] of today begins at midnight UTC, also at midnight", () => {
    expect(rangeOf({ preset: "today" }, nowMs).fromMs).toBe(Date.UTC(2026, 4, 14));
    const midnight = Date.UTC(2026, 4, 14);
    expect(rangeOf({ preset: "today" }, midnight)).toEqual({ fromMs: midnight, toMs: midnight + 60_000 });
  });

  it("[AD2] that is custom does not move with the clock, so the link that is handed on asks the same for ever", () => {
    const period = rangeOf({ preset: "7d" }, nowMs);
    const handedOn = readView(writeView({ ...first, period }));
    expect(questionOf(handedOn, nowMs + 86_400_000)).toEqual(questionOf(first, nowMs));
  });
});

it("[AD3] the question is the journey with every choice in it", () => {
  const view: View = {
    period: { fromMs: 1, toMs: 2 },
    app: "chat",
    window: "1h",
    order: "ordered",
    by: "device",
    without: { name: "checkout.abandoned", after: 2, before: 3 },
    traffic: "simulated",
    segment: segmentOf("phones"),
  };
  expect(questionOf(view, nowMs)).toEqual({
    fromMs: 1,
    toMs: 2,
    app: "chat",
    steps: Object.values(journey),
    windowMs: 3_600_000,
    order: "ordered",
    traffic: "simulated",
    timeZone: "UTC",
    weekStart: 1,
    segment: segmentOf("phones"),
    exclusions: [{ of: { name: "checkout.abandoned" }, after: 2, before: 3 }],
    breakdown: "device",
  });
});

describe("[AD94] what is left out of a funnel", () => {
  const without = { name: "checkout.abandoned", after: 1, before: 5 } as const;

  it("comes back from the address, and only where the steps are in order", () => {
    for (const between of betweens) {
      const view: View = { ...first, order: "ordered", without: { name: "app.failed", ...between } };
      expect(readView(writeView(view))).toEqual(view);
    }
    expect(readView({ without: printExcluded(without) }).without).toBeNull();
    expect(writeView({ ...first, order: "strict", without })).toEqual({ order: "strict" });
    expect(questionOf({ ...first, order: "strict", without }, nowMs).exclusions).toEqual([]);
  });

  it("is never an event that fills a step, nor between what are no two steps", () => {
    const filled = Object.values(journey).map(({ name }) => name as string);
    expect(excludableNames.filter((name) => filled.includes(name))).toEqual([]);
    expect(["app.failed:2-2", "app.failed:5-6", "app.failed", 7, undefined].map(parseExcluded)).toEqual(
      Array(5).fill(null),
    );
  });
});

it("[AD95] what a funnel is broken down by is in the address and in the question", () => {
  for (const by of breakdownIds) {
    expect(readView(writeView({ ...first, by }))).toEqual({ ...first, by });
    expect(questionOf({ ...first, by }, nowMs).breakdown).toBe(by);
  }
});
