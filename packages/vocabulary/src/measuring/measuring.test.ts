import { describe, expect, it } from "vitest";
import { KnownEventFilter } from "./event-filter.ts";
import { Metric } from "./metric.ts";
import { metricOf, metrics } from "./metrics.ts";
import { haveSameConditions } from "./same-conditions.ts";
import { Segment } from "./segment.ts";
import { segmentOf, segments } from "./segments.ts";

const messages = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message) ?? [];

describe("[VO14] a filter of events", () => {
  it("takes what an event of the catalogue can be", () => {
    const filter = { name: "payment.settled", where: { funding: "purchased" } };
    expect(KnownEventFilter.parse(filter)).toEqual(filter);
    expect(KnownEventFilter.parse({ name: "app.opened" })).toEqual({ name: "app.opened" });
  });

  it.each([
    [{ name: "prompt.sent" }, 'there is no event "prompt.sent" in the catalogue'],
    [{ name: "toString" }, 'there is no event "toString" in the catalogue'],
    [{ name: "node.reported" }, '"node.reported" has no visitor, so no visitor can do it'],
    [{ name: "output.kept", where: { colour: "red" } }, '"output.kept" has no field "colour"'],
    [{ name: "output.kept", where: { how: "printed" } }, '"how" of "output.kept" is never "printed"'],
    [{ name: "inference.completed", where: { images: "two" } }, '"images" of "inference.completed" is never "two"'],
  ])("refuses %j and says why", (filter, message) => {
    expect(messages(KnownEventFilter.safeParse(filter))).toEqual([message]);
  });
});

describe("[VO15] a metric", () => {
  const kept = metricOf("kept");

  it("is one of a closed list of kinds; those that come along are", () => {
    for (const metric of metrics) expect(Metric.parse(metric), metric.key).toEqual(metric);
    expect(new Set(metrics.map(({ key }) => key)).size).toBe(metrics.length);
    expect(metricOf("nothing-like-it")).toBeNull();
  });

  it("is refused on an event that nobody records", () => {
    expect(messages(Metric.safeParse({ ...kept, of: { name: "output.liked" } }))).toEqual([
      'there is no event "output.liked" in the catalogue',
    ]);
  });

  it("sums only a value that the event has", () => {
    const amount = { of: { name: "output.kept" }, take: "value" };
    const mean = { ...metricOf("prompts"), amount };
    expect(messages(Metric.safeParse(mean))).toEqual(["events of this name have no value to sum; take their count"]);
    expect(Metric.safeParse({ ...mean, amount: { ...amount, take: "count" } }).success).toBe(true);
    const quantile = { ...metricOf("wait-p90"), of: { name: "output.kept" } };
    expect(messages(Metric.safeParse(quantile))).toEqual(["events of this name have no value"]);
  });

  it("ends after it starts", () => {
    const returned = metricOf("returned");
    expect(messages(Metric.safeParse({ ...returned, fromMs: returned?.windowMs }))).toEqual([
      "the window must end after it starts",
    ]);
  });
});

describe("[VO16] a segment", () => {
  it("is conditions on a visitor at one moment; those that come along are", () => {
    for (const segment of segments) expect(Segment.parse(segment), segment.key).toEqual(segment);
    expect(new Set(segments.map(({ key }) => key)).size).toBe(segments.length);
    expect(segmentOf("phones")?.name).toBe("On a phone");
    expect(segmentOf("nobody")).toBeNull();
  });

  it("is refused where it would be everybody", () => {
    expect(Segment.safeParse({ key: "all", name: "All", all: [] }).success).toBe(false);
    const behaviour = { kind: "behaviour", of: { name: "output.kept" }, did: true, atLeast: 0, withinMs: null };
    expect(Segment.safeParse({ key: "all", name: "All", all: [behaviour] }).success).toBe(false);
  });
});

describe("[VO17] a cohort", () => {
  const june = { kind: "cohort", of: null, fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 6, 1) };
  const segmentOfAll = (...all: unknown[]) => Segment.safeParse({ key: "june", name: "June", all });

  it("is of those first seen, or who first did something, between two moments", () => {
    expect(segmentOfAll(june).data?.all).toEqual([june]);
    expect(segmentOfAll({ ...june, of: { name: "credits.purchased" } }).success).toBe(true);
  });

  it("is refused where nobody can be in it", () => {
    expect(messages(segmentOfAll({ ...june, toMs: june.fromMs }))).toEqual(["a cohort must end after it starts"]);
    expect(messages(segmentOfAll({ ...june, of: { name: "node.reported" } }))).toEqual([
      '"node.reported" has no visitor, so no visitor can do it',
    ]);
    expect(segmentOfAll({ ...june, toMs: 8_640_000_000_000_000 }).success).toBe(false);
    expect(segmentOfAll({ ...june, withinMs: 1 }).success).toBe(false);
  });

  it("leaves what was stored before as it was", () => {
    const stored = [
      { kind: "property", property: "device", in: ["phone"] },
      { kind: "tenure", is: "new" },
      { kind: "behaviour", of: { name: "output.kept" }, did: true, atLeast: 2, withinMs: null },
    ];
    expect(segmentOfAll(...stored).data?.all).toEqual(stored);
  });
});

describe("[VO18] the same conditions", () => {
  const paid = { name: "payment.settled" as const, where: { funding: "purchased", costMicroUsd: 5 } };
  const one = { kind: "cohort" as const, of: paid, fromMs: 1, toMs: 2 };
  const other = { toMs: 2, of: { where: { costMicroUsd: 5, funding: "purchased" }, name: paid.name }, kind: one.kind };

  it("are told whatever the order of their fields", () => {
    expect(haveSameConditions({ all: [one] }, { all: [{ ...other, fromMs: 1 }] })).toBe(true);
  });

  it("are not those of another moment, value or order of conditions", () => {
    const phones = { kind: "property" as const, property: "device" as const, in: ["phone"] };
    expect(haveSameConditions({ all: [one] }, { all: [{ ...other, fromMs: 0 }] })).toBe(false);
    expect(haveSameConditions({ all: [one] }, { all: [{ ...one, of: { ...paid, where: { funding: "free" } } }] })).toBe(
      false,
    );
    expect(haveSameConditions({ all: [one, phones] }, { all: [phones, one] })).toBe(false);
    expect(haveSameConditions({ all: [one] }, { all: [one, phones] })).toBe(false);
  });
});
