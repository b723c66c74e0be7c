import { metricOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import type { Comparison, MetricReadout } from "../answer.ts";
import { silent } from "./compare.ts";
import { healthOf } from "./health.ts";
import { type VerdictFacts, verdictOf } from "./verdict.ts";

const comparison = (variant: string, difference: number, significant: boolean): Comparison => ({
  ...silent(variant),
  difference,
  significant,
});

function readout(
  key: string,
  role: MetricReadout["role"],
  comparisons: Comparison[],
  guardrail: MetricReadout["guardrail"] = null,
): MetricReadout {
  const metric = metricOf(key);
  if (!metric) throw new Error(`no metric ${key}`);
  return { metric, role, margin: null, cap: null, arms: [], comparisons, correction: "holm", guardrail };
}

const decide = (comparisons: Comparison[], given: Partial<VerdictFacts> = {}) =>
  verdictOf({
    health: healthOf([], false),
    metrics: [readout("kept", "primary", comparisons)],
    control: "control",
    assigned: 4_000,
    fullDays: 9,
    neededDays: 7,
    analysed: 3_000,
    plannedVisitors: 5_000,
    analysedPerDay: 300,
    ...given,
  });

describe("[RO30] the verdict is the first rule that holds", () => {
  it("withholds where health is broken, whatever else is true", () => {
    const health = { ...healthOf([], false), broken: ["split"] as const };
    expect(decide([comparison("b", 1, true)], { health })).toMatchObject({
      outcome: "withheld",
      rule: "health-broken",
    });
  });

  it("waits for the first visitor, and for seven full days", () => {
    expect(decide([], { assigned: 0, analysed: 0, analysedPerDay: 0 })).toEqual({
      outcome: "keep-running",
      rule: "nobody-exposed",
      variant: null,
      daysLeft: null,
    });
    expect(decide([comparison("b", 1, true)], { fullDays: 6 })).toMatchObject({
      outcome: "keep-running",
      rule: "fewer-than-seven-days",
    });
  });

  it("stops for a broken guardrail at any time", () => {
    const metrics = [
      readout("kept", "primary", [comparison("b", 1, true)]),
      readout("page-broke", "guardrail", [], "broken"),
    ];
    expect(decide([], { metrics, fullDays: 1 })).toMatchObject({
      outcome: "stop",
      rule: "guardrail-broken",
      variant: "control",
    });
  });

  it("ships the best of those that are surely better, and stops where all are surely worse", () => {
    const mixed = [comparison("b", 0.02, true), comparison("c", 0.05, true), comparison("d", 0.09, false)];
    expect(decide(mixed)).toMatchObject({ outcome: "ship", rule: "primary-better", variant: "c" });
    const worse = [comparison("b", -0.02, true), comparison("c", -0.01, true)];
    expect(decide(worse)).toMatchObject({ outcome: "stop", rule: "primary-worse", variant: "control" });
    expect(decide([comparison("b", -0.02, true), comparison("c", 0.01, false)])).toMatchObject({
      outcome: "keep-running",
    });
  });

  it("knows that of some metrics less is better", () => {
    const metrics = [readout("refused", "primary", [comparison("b", -0.02, true)])];
    expect(decide([], { metrics })).toMatchObject({ outcome: "ship", variant: "b" });
  });

  it("[RO47] is never that of a quantile, however sure it looks", () => {
    const metrics = [readout("wait-p90", "primary", [comparison("b", -900, true)])];
    expect(decide([], { metrics })).toMatchObject({ outcome: "keep-running", rule: "not-decided-yet" });
    expect(decide([], { metrics, analysed: 5_000 })).toMatchObject({ rule: "planned-end-without-difference" });
  });

  it("says how long it takes, and stops at the planned end without a difference", () => {
    expect(decide([comparison("b", 0.1, false)])).toEqual({
      outcome: "keep-running",
      rule: "not-decided-yet",
      variant: null,
      daysLeft: 7,
    });
    expect(decide([comparison("b", 0.1, false)], { analysed: 5_000 })).toEqual({
      outcome: "stop",
      rule: "planned-end-without-difference",
      variant: "control",
      daysLeft: 0,
    });
  });
});
