import { describe, expect, it } from "vitest";
import { attributeChange } from "./change.ts";
import { cohortsOf, usageOf } from "./period-counts.ts";
import type { Trajectory } from "./visitor-weeks.ts";
import { decodeWeek, type VisitorWeek } from "./week-code.ts";

const week = (number: number, of: Partial<VisitorWeek>) => ({ ...decodeWeek(0), credits: 0, week: number, ...of });
const trajectories: readonly Trajectory[] = [
  {
    ...{ visitor: null, drawnIn: null, visitors: 3 },
    weeks: [week(1, { level: 6, apps: 1, served: 2, purchased: 2 }), week(2, { level: 1, apps: 1 })],
  },
  {
    ...{ visitor: null, drawnIn: null, visitors: 2 },
    weeks: [week(1, { level: 4, apps: 2, served: 1 }), week(2, { level: 6, apps: 2, served: 1, purchased: 5 })],
  },
  { visitor: null, drawnIn: null, visitors: 9, weeks: [week(1, { level: 0 }), week(3, { level: 3, apps: 3 })] },
];
const one = { first: 1, last: 1 };
const two = { first: 2, last: 2 };

describe("[DE93] a period", () => {
  it("is counted by app and nested gates, and its change adds up", () => {
    const before = cohortsOf(trajectories, one);
    expect(before).toEqual([
      { cohort: "image-studio", entered: 3, passed: [3, 3, 3, 3, 3], amount: 6 },
      { cohort: "chat", entered: 2, passed: [2, 2, 2, 0, 0], amount: 0 },
    ]);
    const change = attributeChange(before, cohortsOf(trajectories, two));
    expect([change.before, change.after]).toEqual([6, 10]);
    const parts = [change.visitors, change.mix, ...change.gates, change.perBuyer];
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(4, 9);
  });

  it("has those who were active in the one before, and who of them came back", () => {
    expect(usageOf(trajectories, one, two)).toEqual({ active: 5, returned: 2 });
    expect(usageOf(trajectories, two, { first: 3, last: 9 })).toEqual({ active: 2, returned: 0 });
  });
});
