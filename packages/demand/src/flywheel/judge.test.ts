import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { type GatedLayer, gatedLayers, type JudgedWeek } from "./gates.ts";
import { evidenceOf, type JudgeQuestion, judge, judgeRows, type Targets } from "./judge.ts";
import { nextLook, weeksToSeparate } from "./next-look.ts";
import { causes, decodeWeek } from "./week-code.ts";

const none = Object.fromEntries(gatedLayers.map((layer) => [layer, null])) as Record<GatedLayer, boolean | null>;
const targets = Object.fromEntries(gatedLayers.map((layer) => [layer, { rate: 0.8, origin: "stated" }])) as Targets;
const question: JudgeQuestion = {
  ...{ targets, spareRequests: null, experiments: [], withoutDays: [], weeks: 8, asOfMs: 0, draws: 200 },
};

/** Users and payments matter alike; `rates` say how many pass each, compute fails with the cause supply. */
function world(seed: number, rates: { readonly compute: number; readonly users: number; readonly payments: number }) {
  const random = seededRandom(seed);
  return Array.from({ length: 3_000 }, () => {
    const [compute, users, payments] = [rates.compute, rates.users, rates.payments].map((rate) => random() < rate);
    const own = {
      ...decodeWeek(0),
      cause: compute ? 0 : causes.indexOf("supply"),
      served: compute ? 1 : 0,
      refused: 1,
    };
    const passed = {
      ...none,
      compute: compute ?? false,
      incentives: compute ?? false,
      users: compute ? (users ?? false) : null,
      payments: compute && users ? (payments ?? false) : null,
    };
    const outcome = compute && random() < 0.3 + (users ? 0.3 : 0) + (users && payments ? 0.3 : 0) ? 2 : 0;
    const judged: JudgedWeek[] = [{ week: 1, own, stratum: 0, passed, outcome }];
    return { visitors: 1, judged };
  });
}
const healthy = { compute: 0.8, users: 0.8, payments: 0.8 };

describe("[DE82] a judgement", () => {
  it.each([
    ["users", { ...healthy, users: 0.4 }],
    ["compute", { ...healthy, compute: 0.4 }],
  ] as const)("names %s when it is far below its target", async (layer, rates) => {
    const { bottleneck, next, layers } = await judge(await judgeRows(world(1, rates)), question, seededRandom(2));
    expect(bottleneck).toMatchObject({ is: "named", layer });
    expect(next).toMatchObject({ probe: "experiment", layers: [layer] });
    expect(layers.find((it) => it.layer === layer)?.evidence).toBe("correlated");
    expect(layers.find((it) => it.layer === "trust")).toMatchObject({ opportunity: null, interval: null });
  });

  it("names none in a healthy world", async () => {
    expect((await judge(await judgeRows(world(3, healthy)), question, seededRandom(4))).bottleneck.is).toBe(
      "none-stands-out",
    );
  });

  it("names incentives for what withdrawn capacity would have served", async () => {
    const rows = await judgeRows(world(5, { ...healthy, compute: 0.4 }), () => 1);
    expect((await judge(rows, question, seededRandom(6))).bottleneck).toMatchObject({
      is: "named",
      layer: "incentives",
    });
  });

  it("is worked out in turns, between which others come, and those change nothing", async () => {
    const visitors = world(9, healthy);
    const judged = async () => judge(await judgeRows(visitors, () => 0.5), question, seededRandom(10));
    let turns = 0;
    const other = setInterval(() => {
      turns += 1;
    }, 0);
    const beside = await Promise.all([judged(), judged()]);
    clearInterval(other);
    expect(beside[0]).toEqual(beside[1]);
    expect(beside[0]).toEqual(await judged());
    expect(turns).toBeGreaterThan(1);
  });

  it("[DE83] caps gains at spare capacity, but for the layers that are capacity", async () => {
    const rows = await judgeRows(world(7, { ...healthy, users: 0.4, compute: 0.5 }));
    const { layers } = await judge(rows, { ...question, spareRequests: 10 }, seededRandom(8));
    const of = (layer: GatedLayer) => layers.find((it) => it.layer === layer);
    expect(of("users")?.opportunity?.gain).toBe(10);
    expect(of("users")?.cut).toBeGreaterThan(10);
    expect(of("compute")).toMatchObject({ cut: 0 });
    expect(of("compute")?.opportunity?.gain).toBeGreaterThan(100);
    const withdrawn = await judgeRows(world(7, { ...healthy, compute: 0.5 }), () => 1);
    const without = await judge(withdrawn, { ...question, spareRequests: 10 }, seededRandom(8));
    const incentives = without.layers.find(({ layer }) => layer === "incentives");
    expect(incentives).toMatchObject({ cut: 0 });
    expect(incentives?.opportunity?.gain).toBeGreaterThan(100);
  });

  it("[DE84] is graded by its evidence", () => {
    const of = { layer: "users", experiment: "bigger-save", variant: "bigger", metric: "Kept outputs" } as const;
    const effect = (low: number, high: number, better: "more" | "less" = "more") => [
      { ...of, better, effect: { low, high } },
    ];
    expect(evidenceOf({ low: 1, high: 2 }, effect(0.1, 0.9))).toBe("experiment");
    expect(evidenceOf({ low: 1, high: 2 }, effect(-0.1, 0.9))).toBe("correlated");
    expect(evidenceOf({ low: 1, high: 2 }, effect(-0.3, -0.1))).toBe("correlated");
    // Of what should become less, as the wait for an answer.
    expect(evidenceOf({ low: 1, high: 2 }, effect(-0.3, -0.1, "less"))).toBe("experiment");
    expect(evidenceOf({ low: 1, high: 2 }, effect(0.1, 0.9, "less"))).toBe("correlated");
    expect(evidenceOf({ low: -1, high: 2 }, [])).toBe("observed");
    expect(evidenceOf(null, [])).toBe("observed");
  });
});

describe("[DE85] the next look", () => {
  const draws = (apart: (draw: number) => number) =>
    Array.from({ length: 100 }, (_, draw) => ({
      heldBack: {
        ...(Object.fromEntries(gatedLayers.map((it) => [it, 0])) as Record<GatedLayer, number>),
        users: apart(draw),
      },
    }));
  const evidence = Object.fromEntries(gatedLayers.map((it) => [it, "correlated"])) as Record<GatedLayer, "correlated">;
  const between = ["users", "payments"] as const;

  it("waits for as many weeks as the difference needs, and compares when that is too long", () => {
    // Mean 1 and error 1: (1.645)^2 - 1 = 1.706 of eight weeks.
    const apart = draws((draw) => (draw % 2 === 0 ? 2 : 0));
    expect(weeksToSeparate(between, apart, 8)).toBe(14);
    const known = {
      evidence,
      weeks: 8,
      asOfMs: 0,
      bottleneck: { is: "undecided", between, support: 0.8, because: "support" },
    } as const;
    expect(nextLook({ ...known, draws: apart })).toEqual({ probe: "wait", layers: between, atMs: 14 * 604_800_000 });
    expect(nextLook({ ...known, draws: draws((draw) => (draw % 2 === 0 ? 1.1 : -1)) }).probe).toBe("compare");
    expect(
      weeksToSeparate(
        between,
        draws(() => 0),
        8,
      ),
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it("looks at the day that made it, at targets that are reached, and again after an experiment", () => {
    const of = (bottleneck: Parameters<typeof nextLook>[0]["bottleneck"]) =>
      nextLook({
        bottleneck,
        draws: draws(() => 1),
        evidence: { ...evidence, users: "experiment" },
        weeks: 8,
        asOfMs: 0,
      }).probe;
    expect(of({ is: "undecided", between, support: 1, because: "one-day" })).toBe("inspect-days");
    expect(of({ is: "none-stands-out", largest: "users", support: 1, lowShare: 0 })).toBe("targets");
    expect(of({ is: "named", layer: "users", support: 1, lowShare: 0.1 })).toBe("repeat");
    expect(of({ is: "named", layer: "payments", support: 1, lowShare: 0.1 })).toBe("experiment");
  });
});
