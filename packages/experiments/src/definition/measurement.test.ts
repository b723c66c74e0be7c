import { metricOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { Measurement } from "./measurement.ts";
import { usualMeasurement } from "./read-definition.ts";
import { Targeting } from "./targeting.ts";

const messages = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message) ?? [];

describe("[EX32] what an experiment is judged by", () => {
  const measured = (given: object) => messages(Measurement.safeParse({ ...usualMeasurement, ...given }));

  it("is metrics and segments that there are", () => {
    expect(measured({})).toEqual([]);
    const add = "choose one that there is, or add it as one of the experiment's own";
    const noMetric = [`there is no metric "likes"; ${add}`];
    expect(measured({ primary: "likes" })).toEqual(noMetric);
    expect(measured({ secondary: ["asked", "likes"] })).toEqual(noMetric);
    expect(measured({ guardrails: [{ metric: "likes", margin: 0.1 }] })).toEqual(noMetric);
    expect(measured({ segments: ["phones", "robots"] })).toEqual([`there is no segment "robots"; ${add}`]);
  });

  it("is never decided or stopped by a percentile, which may be read along", () => {
    expect(measured({ secondary: ["wait-p90"] })).toEqual([]);
    expect(measured({ primary: "wait-p90" })).toEqual([
      '"wait-p90" is a percentile, which decides nothing: read it as secondary',
    ]);
    expect(measured({ guardrails: [{ metric: "wait-p90", margin: 0.1 }] })).toEqual([
      '"wait-p90" is a percentile, which stops nothing: read it as secondary',
    ]);
  });

  it("may bring metrics of its own, on events that there are", () => {
    const own = { ...metricOf("kept"), key: "kept-by-copying", of: { name: "output.kept", where: { how: "copied" } } };
    expect(measured({ primary: own.key, ownMetrics: [own] })).toEqual([]);
    expect(measured({ primary: own.key, ownMetrics: [{ ...own, of: { name: "output.liked" } }] })).toContain(
      'there is no event "output.liked" in the catalogue',
    );
  });

  it("asks for each once", () => {
    expect(measured({ secondary: ["kept"] })).toEqual(["ask for every metric once"]);
    expect(measured({ segments: ["phones", "phones"] })).toEqual(["ask for every segment once"]);
  });
});

describe("[EX27] targeting", () => {
  it("takes attributes that outside senders bring, but none that says who a visitor is", () => {
    expect(Targeting.safeParse({ attributes: { plan: ["pro"] } }).success).toBe(true);
    for (const name of ["id", "device", "payer"]) {
      expect(messages(Targeting.safeParse({ attributes: { [name]: ["x"] } })), name).toEqual([
        expect.stringContaining("cannot be aimed at by hand"),
      ]);
    }
    expect(Targeting.safeParse({ attributes: { plan: [] } }).success).toBe(false);
    expect(Targeting.safeParse({ devices: [] }).success).toBe(false);
  });
});
