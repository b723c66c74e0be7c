import { describe, expect, it } from "vitest";
import { type GatedLayer, gatedLayers, type JudgedWeek } from "./gates.ts";
import { lostDemandOf } from "./lost-demand.ts";
import { causes, decodeWeek, journeyLevels, type VisitorWeek } from "./week-code.ts";

const none = Object.fromEntries(gatedLayers.map((layer) => [layer, null])) as Record<GatedLayer, boolean | null>;
const week = (own: Partial<VisitorWeek>, usage: boolean | null = null, stratum = 0): JudgedWeek => ({
  week: 1,
  own: { ...decodeWeek(0), ...own },
  stratum,
  passed: { ...none, usage },
  outcome: 0,
});
const stopped = (level: (typeof journeyLevels)[number], cause: (typeof causes)[number]) =>
  week({ level: journeyLevels.indexOf(level) + 1, cause: causes.indexOf(cause) });
const of = (judged: readonly JudgedWeek[], visitors = 1) => [{ visitors, judged }];

describe("[DE79] lost demand", () => {
  it("has one cause, at the first gate that was not passed", async () => {
    const judged = [
      stopped("reached", "unknown"),
      stopped("asked", "supply"),
      stopped("hosted", "supply"),
      stopped("hosted", "demand"),
      stopped("served", "unknown"),
      stopped("kept", "demand"),
      stopped("paid", "unknown"),
      week({ level: 0 }),
    ];
    const lost = await lostDemandOf(of(judged, 3));
    expect(lost).toMatchObject({
      applications: { unknown: 3, supply: 0, demand: 0 },
      models: { unknown: 0, supply: 3, demand: 0 },
      incentives: { unknown: 0, supply: 0, demand: 0 },
      compute: { unknown: 0, supply: 3, demand: 3 },
      users: { unknown: 3, supply: 0, demand: 0 },
      payments: { unknown: 0, supply: 0, demand: 3 },
    });
  });

  it("is of incentives where capacity had withdrawn", async () => {
    const refused = week({ level: 3, cause: causes.indexOf("supply"), refused: 1 });
    const lost = await lostDemandOf(of([refused, stopped("hosted", "demand")], 4), () => 0.75);
    expect(lost.incentives).toEqual({ unknown: 0, supply: 3, demand: 0 });
    expect(lost.compute).toEqual({ unknown: 0, supply: 1, demand: 4 });
  });

  it("[DE80] of return is of supply as far as weeks with a lost request come back less, else unknown", async () => {
    const served = (lost: number, back: number, away: number, stratum: number) => [
      ...Array.from({ length: back }, () => week({ served: 1, lost }, true, stratum)),
      ...Array.from({ length: away }, () => week({ served: 1, lost }, false, stratum)),
    ];
    const judged = [...served(0, 6, 4, 0), ...served(1, 2, 8, 0), ...served(0, 1, 9, 5), ...served(2, 3, 1, 5)];
    const { usage } = await lostDemandOf(of(judged));
    expect(usage.supply).toBeCloseTo(10 * (0.6 - 0.2), 12);
    expect(usage.unknown).toBeCloseTo(22 - 4, 12);
    expect((await lostDemandOf(of(served(1, 0, 5, 0)))).usage).toEqual({ supply: 0, demand: 0, unknown: 5 });
  });
});
