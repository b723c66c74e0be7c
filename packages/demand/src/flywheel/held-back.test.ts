import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { type GatedLayer, gatedLayers, type JudgedWeek, judgedWeeks } from "./gates.ts";
import { type JudgeQuestion, judge, judgeRows, type Targets } from "./judge.ts";
import { lostDemandOf } from "./lost-demand.ts";
import { opportunityOf, opportunityValues, opportunityWidth, outcomeOf } from "./opportunity.ts";
import { causes, decodeWeek, type VisitorWeek } from "./week-code.ts";
import { collapseRows, sumRows } from "./weighted-bootstrap.ts";

const none = Object.fromEntries(gatedLayers.map((layer) => [layer, null])) as Record<GatedLayer, boolean | null>;
const targetsAt = (rates: Partial<Record<GatedLayer, number>>): Targets =>
  Object.fromEntries(gatedLayers.map((layer) => [layer, { rate: rates[layer] ?? 0.5, origin: "stated" }])) as Targets;
const question = (rates: Partial<Record<GatedLayer, number>>): JudgeQuestion => ({
  ...{ targets: targetsAt(rates), spareRequests: null, experiments: [], withoutDays: [], weeks: 8, asOfMs: 0 },
  draws: 200,
});
const week = (own: Partial<VisitorWeek>, passed: Partial<JudgedWeek["passed"]>, outcome = 0): JudgedWeek => ({
  ...{ week: 1, stratum: 0, outcome },
  own: { ...decodeWeek(0), ...own },
  passed: { ...none, ...passed },
});
/** `count` visitors with one such week each. */
const times = (count: number, judged: JudgedWeek) => ({ visitors: count, judged: [judged] });
const layerOf = async (
  visitors: Parameters<typeof judgeRows>[0],
  of: JudgeQuestion,
  layer: GatedLayer,
  share?: Parameters<typeof judgeRows>[1],
) => (await judge(await judgeRows(visitors, share), of, seededRandom(1))).layers.find((it) => it.layer === layer);

describe("[DE214] what withdrawn capacity would have served", () => {
  const failed = (refused: number) =>
    week({ level: 3, cause: causes.indexOf("supply"), refused }, { incentives: false, compute: false });

  it("is what was refused: what broke or took too long is compute's, however much had withdrawn", async () => {
    const visitors = [times(1, failed(1)), times(200, failed(0))];
    const lost = await lostDemandOf(visitors, () => 1);
    expect(lost.incentives.supply).toBe(1);
    expect(lost.compute.supply).toBe(200);
    const entered = async (layer: GatedLayer) => (await layerOf(visitors, question({}), layer, () => 1))?.opportunity;
    expect(await entered("incentives")).toMatchObject({ entered: 201, passed: 200 });
    expect(await entered("compute")).toMatchObject({ entered: 200, passed: 0 });
  });
});

describe("[DE215] usage", () => {
  /** Everybody is served in each week in which they come; half come again the week after and then buy twice. */
  const lastClosed = 12;
  const random = seededRandom(215);
  const visitors = Array.from({ length: 6_000 }, (_, place) => {
    const weeks = [place % lastClosed];
    while (random() < 0.5) weeks.push((weeks.at(-1) ?? 0) + 1);
    const own = { ...decodeWeek(0), level: 6, served: 1, purchased: 2 };
    return {
      visitors: 1,
      judged: judgedWeeks({ weeks: weeks.map((it) => ({ ...own, week: it, credits: 2 })) }, { first: 0, lastClosed }),
    };
  });
  const known = visitors.flatMap(({ judged }) => judged).filter(({ passed }) => passed.usage !== null);
  const all = visitors.flatMap(({ judged }) => judged);

  it("is judged by weeks whose next four are over, and is worth as much of Y as those are of theirs", () => {
    const rows = visitors.map(({ judged }) => ({ count: 1, values: opportunityValues(judged) }));
    const sums = sumRows(collapseRows(rows, opportunityWidth));
    const found = opportunityOf(sums, "usage", 0.8);
    expect(found?.entered).toBe(known.length);
    expect(known.length).toBeLessThan(0.8 * all.length);
    // Of the known weeks alone, as if nothing else were read.
    const alone = known.map((it) => ({ count: 1, values: opportunityValues([it]) }));
    const theirs = sumRows(collapseRows(alone, opportunityWidth));
    const share = (opportunityOf(theirs, "usage", 0.8)?.gain ?? 0) / outcomeOf(theirs);
    expect(share).toBeGreaterThan(0.3);
    expect((found?.gain ?? 0) / outcomeOf(sums)).toBeGreaterThan(0.95 * share);
    expect((found?.gain ?? 0) / outcomeOf(sums)).toBeLessThan(1.05 * share);
  });

  it("is lost in every served week, as often as in those of which it is known", async () => {
    const { usage } = await lostDemandOf(visitors);
    const away = known.filter(({ passed }) => passed.usage === false).length;
    expect(usage.unknown).toBeCloseTo((away / known.length) * all.length, 6);
    expect(await lostDemandOf([times(9, week({ served: 1 }, {}))])).toMatchObject({ usage: { unknown: 0, supply: 0 } });
  });
});

it("[DE216] a layer above its target holds nothing back, also where those who pass it buy less", async () => {
  const kept = { level: 6, served: 1 };
  const visitors = [
    times(400, week(kept, { verification: true }, 1)),
    times(600, week(kept, { verification: false }, 3)),
  ];
  const judged = await judge(await judgeRows(visitors), question({ verification: 0.15 }), seededRandom(2));
  const own = judged.layers.find(({ layer }) => layer === "verification");
  // Fewer who verify would be 250 weeks of 2 more each, which is said of the layer and makes it no bottleneck.
  expect(own?.opportunity?.gain).toBeCloseTo(500, 6);
  expect(own?.evidence).toBe("observed");
  expect(judged.bottleneck).toMatchObject({ is: "none-stands-out", lowShare: 0 });
});

describe("[DE217] a rate that is only supposed", () => {
  /** Who is served nine answers pays more often; half were refused seven of nine, and did not pay. */
  const visitors = [
    times(300, week({ level: 6, served: 9 }, { payments: true }, 2)),
    times(200, week({ level: 5, served: 9 }, { payments: false }, 0)),
    times(500, week({ level: 5, served: 2, lost: 7 }, { payments: false }, 0)),
  ];
  const gainAt = async (rate: number, supposed?: GatedLayer) => {
    const of = { ...question({ payments: rate }), ...(supposed ? { supposed } : {}) };
    return (await layerOf(visitors, of, "payments"))?.opportunity;
  };

  it("changes nothing where it is the rate there is, whatever other layers lost of it", async () => {
    expect((await gainAt(0.3))?.lostElsewhere).toBeCloseTo(300, 6);
    expect(await gainAt(0.3, "payments")).toMatchObject({ entered: 1_000, passed: 300, lostElsewhere: 0 });
    expect((await gainAt(0.3, "payments"))?.gain).toBeCloseTo(0, 6);
    expect((await gainAt(0.4, "payments"))?.gain).toBeCloseTo(100 * 2, 6);
  });

  it("leaves what others lost with them where it is a target", async () => {
    expect((await gainAt(0.7))?.gain).toBeCloseTo(100 * 2, 6);
  });
});
