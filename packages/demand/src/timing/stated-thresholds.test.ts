import { describe, expect, it } from "vitest";
import { StatedThresholds, thresholdsOf } from "./stated-thresholds.ts";
import { timingThresholds } from "./thresholds.ts";
import { TimingQuestion } from "./timing-question.ts";

const names = Object.keys(StatedThresholds.shape) as (keyof StatedThresholds)[];

/** Every number of the thresholds by where it stands. */
function numbersIn(of: object, at = ""): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(of).flatMap(([key, value]) =>
      typeof value === "number" ? [[`${at}${key}`, value]] : Object.entries(numbersIn(value, `${at}${key}.`)),
    ),
  );
}

describe("[DE222] stated thresholds", () => {
  it("are the usual ones where nothing is stated", () => {
    expect(thresholdsOf({})).toEqual(timingThresholds);
    const scope = { app: null, traffic: "real", fromMs: 0, toMs: 1 } as const;
    expect(TimingQuestion.parse(scope).thresholds).toEqual({});
  });

  it("each change one number, each another one", () => {
    const usual = numbersIn(timingThresholds);
    const changed = names.map((name) => {
      const found = Object.entries(numbersIn(thresholdsOf({ [name]: 0.123 })));
      const others = found.filter(([at, number]) => number !== usual[at]);
      expect(others, name).toHaveLength(1);
      expect(others[0]?.[1]).toBe(0.123);
      return others[0]?.[0];
    });
    expect(new Set(changed).size).toBe(names.length);
    expect(names.length).toBe(13);
  });

  it.each([{ organicShare: 0 }, { organicShare: 1.01 }, { quickRatio: 0 }, { quickRatio: 101 }, { alpha: 0.5 }])(
    "are refused outside their range: %j",
    (stated) => {
      expect(StatedThresholds.safeParse(stated).success).toBe(false);
    },
  );
});
