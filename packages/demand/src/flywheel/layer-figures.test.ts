import { isUndecided, seededRandom, wilsonInterval } from "@flywheel/statistics";
import { layers } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { type LayerCounts, layerCounts } from "./layer-counts.ts";
import { effectiveNumber, type LayerInputs, layerFigures } from "./layer-figures.ts";

const nothing = Object.fromEntries(layerCounts.map((name) => [name, 0])) as Omit<LayerCounts, "group" | "visitors">;
const row = (visitors: number, of: Partial<LayerCounts>): LayerCounts => ({
  ...nothing,
  group: "",
  visitors,
  ...of,
});
const paying = {
  opened: 1,
  asked: 1,
  hosted: 4,
  served: 3,
  kept: 1,
  settled: 4,
  purchased: 2,
  receipts: 3,
  checked: 1,
};
const inputs: LayerInputs = {
  counts: [
    row(60, { opened: 1 }),
    row(30, paying),
    row(10, { ...paying, opened: 0, met: 1, trusted: 1 }),
    row(5, { met: 1 }),
  ],
  paid: [
    { group: "", model: "house/a", requests: 30 },
    { group: "", model: "house/b", requests: 30 },
  ],
  capacity: [{ busyMs: 1_800_000 }],
  offeredMs: 7_200_000,
  hostedModels: 8,
  payouts: { feesMicroUsd: 30, rewardsMicroUsd: 70 },
  untold: [],
  usage: { active: 50, returned: 20 },
  draws: 300,
};

describe("[DE90] the layers", async () => {
  const found = await layerFigures(inputs, seededRandom(9));
  const of = (layer: string) => found.find((it) => it.layer === layer);

  it("are all nine, each with its numerator, denominator and unit", () => {
    expect(found.map(({ layer }) => layer).sort()).toEqual([...layers].sort());
    const health = Object.fromEntries(
      found.map(({ layer, health }) => [layer, [health?.numerator, health?.denominator, health?.unit]]),
    );
    expect(health).toEqual({
      compute: [120, 160, "requests"],
      models: [2, 8, "models"],
      applications: [40, 100, "visitors"],
      users: [40, 100, "visitors"],
      payments: [80, 160, "requests"],
      incentives: [30, 100, "micro-USD"],
      verification: [40, 120, "receipts"],
      trust: [10, 15, "visitors"],
      usage: [20, 50, "visitors"],
    });
    expect(of("compute")).toMatchObject({ supplied: { value: 2, unit: "slot-hours" }, pulled: { value: 0.5 } });
    expect(of("models")?.pulled?.value).toBeCloseTo(2, 12);
  });

  it("say which interval they have", () => {
    const wilson = wilsonInterval(20, 50, 0.1);
    expect(of("usage")?.health).toMatchObject({ method: "wilson", interval: isUndecided(wilson) ? null : wilson });
    expect(of("models")?.health).toMatchObject({ method: "none", interval: null });
    expect(of("payments")?.health?.method).toBe("bootstrap");
  });

  it("draw visitors for shares of requests, so that one who asks a lot makes the share unsure", async () => {
    const counts = [row(100, { settled: 1 }), row(1, { settled: 100, purchased: 100 })];
    const figures = await layerFigures({ ...inputs, counts }, seededRandom(9));
    const one = figures.find(({ layer }) => layer === "payments");
    expect(one?.health?.ratio).toBe(0.5);
    expect(one?.health?.interval?.low).toBe(0);
    expect(one?.health?.interval?.high).toBeGreaterThan(0.65);
  });

  it("take a later step for the earlier ones, whose events may not have arrived", async () => {
    const counts = [row(3, { hosted: 1 }), row(2, { kept: 1 }), row(1, { opened: 1 })];
    const late = await layerFigures({ ...inputs, counts }, seededRandom(9));
    expect(late.find(({ layer }) => layer === "applications")?.health).toMatchObject({ numerator: 3, denominator: 6 });
    expect(late.find(({ layer }) => layer === "users")?.health).toMatchObject({ numerator: 2, denominator: 6 });
  });

  it("of a group say nothing of what the network does for all, and nothing of what the group is made by", async () => {
    const group = await layerFigures(
      { ...inputs, capacity: null, offeredMs: null, payouts: null, untold: ["applications"] },
      seededRandom(9),
    );
    const of = (layer: string) => group.find((it) => it.layer === layer);
    expect(of("compute")).toMatchObject({ supplied: null, pulled: null, health: { numerator: 120 } });
    expect(of("incentives")).toEqual({ layer: "incentives", supplied: null, pulled: null, health: null });
    expect(of("applications")).toEqual({ layer: "applications", supplied: null, pulled: null, health: null });
  });

  it("have no ratio over nothing", async () => {
    const empty = await layerFigures({ ...inputs, counts: [], usage: { active: 0, returned: 0 } }, seededRandom(9));
    for (const layer of ["compute", "users", "verification", "usage"]) {
      expect(empty.find((it) => it.layer === layer)?.health).toMatchObject({ ratio: null, interval: null });
    }
    expect(effectiveNumber([])).toBe(0);
  });
});
