import { describe, expect, it } from "vitest";
import { amountFormat, formatMean } from "./amounts.ts";
import { nameBucket } from "./bucket-name.ts";
import { endsOf, nameInterval, sayPartial } from "./interval-words.ts";
import { drawnOf, linesOf } from "./trend-lines.ts";
import { sayWant, visitorsOf, type Want } from "./want-words.ts";

const atMs = Date.UTC(2026, 4, 13, 20, 0);

describe("[AD86] an interval", () => {
  it.each([
    ["hour", "UTC", /^13 May, 20:00$/],
    ["day", "UTC", /^13 May 2026$/],
    ["day", "Asia/Kolkata", /^14 May 2026$/],
    ["week", "UTC", /^Week of 13 May 2026$/],
    ["month", "UTC", /^May 2026$/],
  ] as const)("of a %s in %s has the name of its start there", (interval, zone, name) => {
    expect(nameInterval(interval, atMs, zone)).toMatch(name);
  });

  it("says why it may be lower, and that it is not over before that it is cut", () => {
    expect(sayPartial({ open: false, cut: false })).toBeNull();
    expect(sayPartial({ open: false, cut: true })).toBe("only partly in the period");
    expect(sayPartial({ open: true, cut: true })).toBe("not over yet");
    expect(endsOf("day", [], "UTC")).toEqual(["", ""]);
  });
});

describe("[AD86] what is drawn of a trend", () => {
  const point = { interval: 1, group: null, events: 6, visitors: 4, valued: 3, sum: 12, percentiles: [4, 9] };
  const question = {
    ...{ app: null, traffic: "real" as const, fromMs: 0, toMs: 1, timeZone: "UTC", weekStart: 1, segment: null },
    ...{ of: [{ name: "credits.spent" as const }], interval: "day" as const, breakdown: null, percentiles: [0.5, 0.9] },
  };

  it.each([
    ["visitors", 4],
    ["events", 6],
    ["per-visitor", 1.5],
    ["sum", 12],
    ["value-per-visitor", 3],
    ["mean", 4],
    ["p50", 4],
    ["p90", 9],
  ] as const)("is %s", (draw, value) => {
    expect(drawnOf({ question }, draw).of(point)).toBe(value);
  });

  it("is visitors where the events have no value, and nothing where there is nothing to divide by", () => {
    expect(drawnOf({ question: { ...question, percentiles: [] } }, "p90").title).toBe("Visitors");
    expect(drawnOf({ question }, "mean").of({ ...point, valued: 0 })).toBeNull();
  });

  it("is a zero where there was nothing, but no mean of nothing", () => {
    const interval = { number: 0, startMs: 0, endMs: 1, open: false, cut: false };
    const answer = {
      ...{ asOfMs: 0, question, basis: { visitors: 0, events: 0, botEvents: 0, simulated: false } },
      ...{ intervals: [interval, { ...interval, number: 1 }], points: [point] },
    };
    const drawn = (draw: "events" | "mean") =>
      linesOf(answer, drawnOf(answer, draw)).lines[0]?.points.map(({ value }) => value);
    expect(drawn("events")).toEqual([0, 6]);
    expect(drawn("mean")).toEqual([null, 4]);
  });
});

describe("[AD91] an amount", () => {
  it("has the unit of its event", () => {
    expect(amountFormat([{ name: "payment.settled" }])(1_500_000)).toBe("$1.50");
    expect(amountFormat([{ name: "payment.settled" }])(12_345_678.9)).toBe("$12.35");
    expect(amountFormat([{ name: "payment.settled" }])(333_333.3)).toBe("$0.333");
    expect(amountFormat([{ name: "output.shown" }])(65_000)).toBe("1 min 5 s");
    expect(amountFormat([{ name: "credits.spent" }])(1)).toBe("1 credit");
    expect(amountFormat([{ name: "credits.spent" }])(2.5)).toBe("2.5 credits");
    expect(amountFormat([{ name: "credits.spent" }, { name: "payment.settled" }])(1_234)).toBe("1,234");
    expect(formatMean(3, 0)).toBeNull();
  });

  it("is in a bucket that says where it begins and ends", () => {
    const names = (bounds: readonly number[], isWhole: boolean) =>
      Array.from({ length: bounds.length + 1 }, (_, at) => nameBucket(bounds, at, isWhole, String));
    expect(names([1, 2, 5], true)).toEqual(["None", "1", "2 to 4", "5 or more"]);
    expect(names([1, 50], false)).toEqual(["Below 1", "1 to below 50", "50 or more"]);
    expect(names([], true)).toEqual(["Any amount"]);
  });
});

describe("[AD92] a want", () => {
  const want: Want = {
    ...{ kind: "ask", subject: "a/b", cause: null, times: 1, credits: 0, shown: 0, declined: 0 },
    committed: { prepaid: 1, contact: 2, click: 3, ask: 4 },
  };

  it("has the visitors of all that was given for it", () => {
    expect(visitorsOf(want)).toBe(10);
  });

  it("says what and why, each cause in its own words", () => {
    const causes = [
      ...(["unknown-model", "no-capacity", "no-active-node", "over-budget"] as const),
      ...(["blocked", "failed", "gave-up"] as const),
    ];
    expect(new Set(causes.map((cause) => sayWant({ ...want, cause }))).size).toBe(7);
    expect(sayWant({ ...want, kind: "search", subject: "models" })).toBe("Searched models, found nothing");
    expect(sayWant({ ...want, kind: "probe", subject: "video" })).toBe("Offer “video”");
  });
});
