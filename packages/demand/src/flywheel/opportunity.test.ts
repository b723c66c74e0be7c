import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { judgeBottleneck } from "./bottleneck.ts";
import { type GatedLayer, gatedLayers, type JudgedWeek, judgedWeeks } from "./gates.ts";
import { opportunityOf, opportunityValues, opportunityWidth, outcomeOf } from "./opportunity.ts";
import { decodeWeek } from "./week-code.ts";
import { collapseRows, sumRows } from "./weighted-bootstrap.ts";

const nothing = { ...decodeWeek(0), credits: 0 };
const active = { ...nothing, level: 5, served: 2, apps: 1 };

describe("[DE67] a judged week", () => {
  const weeks = [
    { ...active, week: 10 },
    { ...active, week: 11, level: 6, purchased: 3, metProof: 1 },
    { ...nothing, week: 13, level: 2, apps: 2 },
    { ...active, week: 15 },
  ];
  const judged = judgedWeeks({ weeks }, { first: 10, lastClosed: 16 });

  it("enters a gate by passing the one before, and its outcome is the week after", () => {
    expect(judged.map(({ outcome }) => outcome)).toEqual([3, 0, 0, 0]);
    expect(judged[0]?.passed).toMatchObject({ users: true, payments: false, verification: false, trust: null });
    expect(judged[1]?.passed).toMatchObject({ payments: true, trust: false });
    expect(judged[2]?.passed).toMatchObject({ applications: true, models: false, compute: null, users: null });
  });

  it("is back when it is served again within four weeks, and unjudged while it still may be", () => {
    expect(judged.map(({ passed }) => passed.usage)).toEqual([true, true, null, null]);
    const late = (week: number) =>
      judgedWeeks({ weeks: [...weeks.slice(0, 1), { ...active, week }] }, { first: 10, lastClosed: 20 })[0]?.passed
        .usage;
    expect([late(14), late(15)]).toEqual([true, false]);
    const alone = judgedWeeks({ weeks: weeks.slice(0, 1) }, { first: 10, lastClosed: 14 });
    expect(alone[0]?.passed.usage).toBe(false);
    expect(judgedWeeks({ weeks: weeks.slice(0, 1) }, { first: 10, lastClosed: 13 })[0]?.passed.usage).toBeNull();
  });

  it("is compared with those of the same tenure and app: new, back, or there the week before, served or not", () => {
    // New in the studio, there the week before, back from a week away in chat, and back again.
    const tenures = judged.map(({ stratum }) => Math.floor(stratum / 4));
    expect(tenures).toEqual([0, 2, 1, 1]);
    expect(judged.map(({ stratum }) => stratum % 4)).toEqual([1, 1, 2, 1]);
    const unserved = [
      { ...active, week: 10, served: 0 },
      { ...active, week: 11 },
    ];
    const [, second] = judgedWeeks({ weeks: unserved }, { first: 10, lastClosed: 16 });
    expect(second?.stratum).toBe(8 + 1);
  });

  it("leaves out weeks whose next one is not over", () => {
    expect(judgedWeeks({ weeks }, { first: 11, lastClosed: 15 }).map(({ week }) => week)).toEqual([11, 13]);
  });
});

/** Weeks of a world in which passing `users` is worth more purchased requests in some strata, and its rate differs too. */
function invent(seed: number, count: number): JudgedWeek[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, week) => {
    const stratum = Math.floor(random() * 3);
    const users = random() < 0.2 + 0.3 * stratum;
    const none = Object.fromEntries(gatedLayers.map((layer) => [layer, null])) as Record<GatedLayer, boolean | null>;
    return {
      week,
      own: nothing,
      stratum,
      passed: { ...none, users },
      outcome: stratum + (users ? 1 + 2 * stratum : 0),
    };
  });
}
const sumsOf = (weeks: readonly JudgedWeek[]) =>
  sumRows(
    collapseRows(
      weeks.map((week) => ({ count: 1, values: opportunityValues([week]) })),
      opportunityWidth,
    ),
  );

describe("[DE68] an opportunity", () => {
  it.each([0.9, 0.3])("is what reweighting every week, one by one, gives (target %d)", (target) => {
    const weeks = invent(1, 3_000);
    const rateOf = (those: readonly JudgedWeek[]) => those.filter(({ passed }) => passed.users).length / those.length;
    const overall = rateOf(weeks);
    const reached = new Map(
      [0, 1, 2].map((stratum) => {
        const r = rateOf(weeks.filter((week) => week.stratum === stratum));
        const to = target > overall ? r + ((1 - r) * (target - overall)) / (1 - overall) : (r * target) / overall;
        return [stratum, { pass: to / r, fail: (1 - to) / (1 - r) }] as const;
      }),
    );
    const weightOf = ({ stratum, passed }: JudgedWeek) => reached.get(stratum)?.[passed.users ? "pass" : "fail"] ?? 0;
    const sum = (of: (week: JudgedWeek) => number) => weeks.reduce((total, week) => total + of(week), 0);
    const sums = sumsOf(weeks);
    const reweighted = sum((week) => weightOf(week) * week.outcome);
    expect(opportunityOf(sums, "users", target)?.gain).toBeCloseTo(reweighted - outcomeOf(sums), 6);
    expect(sum((week) => (week.passed.users ? weightOf(week) : 0)) / weeks.length).toBeCloseTo(target, 9);
  });

  it("is nothing at the rate that there is, and unsaid where nobody entered", () => {
    const weeks = invent(2, 500);
    const sums = sumsOf(weeks);
    const rate = weeks.filter(({ passed }) => passed.users).length / weeks.length;
    expect(opportunityOf(sums, "users", rate)?.gain).toBeCloseTo(0, 9);
    expect(opportunityOf(sums, "trust", 0.5)).toBeNull();
  });

  it("counts who failed for what other layers lost as if they had passed", () => {
    const weeks = invent(3, 500);
    const sums = sumsOf(weeks);
    const passed = weeks.filter(({ passed: did }) => did.users).length;
    const target = (passed + 40) / weeks.length;
    const whole = opportunityOf(sums, "users", target)?.gain ?? 0;
    expect(whole).toBeGreaterThan(10);
    expect(opportunityOf(sums, "users", target, 30)?.gain).toBeCloseTo(whole / 4, 9);
    expect(opportunityOf(sums, "users", target, 40)?.gain).toBeCloseTo(0, 9);
  });
});

describe("[DE69] the bottleneck", () => {
  const layers = ["a", "b", "c"] as const;
  const draws = (of: (draw: number) => readonly [number, number, number]) =>
    Array.from({ length: 200 }, (_, draw) => {
      const [a, b, c] = of(draw);
      return { heldBack: { a, b, c }, outcome: 100 };
    });

  it("is named when it is the largest in 95 % of draws and surely worth 5 % of Y", () => {
    const clear = draws((draw) => [draw < 190 ? 12 : 7, 8, 1]);
    expect(judgeBottleneck(layers, clear, ["a", "a"])).toEqual({
      is: "named",
      layer: "a",
      support: 0.95,
      lowShare: 0.12,
    });
  });

  it("is undecided below that, and when one day made it", () => {
    const close = draws((draw) => [draw < 189 ? 12 : 7, 8, 1]);
    expect(judgeBottleneck(layers, close, ["a"])).toMatchObject({
      is: "undecided",
      between: ["a", "b"],
      because: "support",
    });
    const clear = draws(() => [12, 8, 1]);
    expect(judgeBottleneck(layers, clear, ["a", "c", "a"])).toMatchObject({ between: ["a", "c"], because: "one-day" });
  });

  it("is none when nothing is surely worth 5 % of Y, or there is no Y", () => {
    expect(
      judgeBottleneck(
        layers,
        draws(() => [4.9, 1, 1]),
        ["a"],
      ),
    ).toMatchObject({ is: "none-stands-out", largest: "a" });
    // Largest in every draw, and in one of ten too small.
    const unsure = draws((draw) => [draw < 20 ? 4 : 12, 1, 1]);
    expect(judgeBottleneck(layers, unsure, ["a"])).toMatchObject({ is: "none-stands-out", support: 1, lowShare: 0.04 });
    const empty = draws(() => [12, 8, 1]).map((draw) => ({ ...draw, outcome: 0 }));
    expect(judgeBottleneck(layers, empty, ["a"]).is).toBe("none-stands-out");
  });
});
