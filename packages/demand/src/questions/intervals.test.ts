import { openTestStores } from "@flywheel/store/testing";
import { journey, type TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { shareInterval } from "../asking/share-interval.ts";
import { inventEvent } from "../invented-days.ts";
import { answerFunnel, type FunnelStep } from "./funnel.ts";
import { Funnel } from "./funnel-question.ts";
import { shareIntervalSlowly } from "./intervals.twin.ts";
import { answerPowerCurve, PowerCurve } from "./power-curve.ts";
import { answerRetention } from "./retention.ts";
import { Retention } from "./retention-question.ts";
import { answerUnmetDemand, UnmetDemand } from "./unmet-demand.ts";
import { answerValueDistribution, ValueDistribution } from "./value-distribution.ts";

const dayMs = 86_400_000;
const whole = { app: null, traffic: "real" as const, fromMs: weeksFromMs, toMs: weeksToMs };
const filters = [journey.visited, journey.served, journey.paid];
const seeds = [1, 2, 3, 4, 5, 6];
/** As its slow twin says, to nine decimals. */
const scoreInterval = (visitors: number, of: number) => {
  const slow = shareIntervalSlowly(visitors, of);
  return slow && { low: expect.closeTo(slow.low, 9), high: expect.closeTo(slow.high, 9) };
};
const at = (visitor: string, name: TakenEvent["name"], day: number) =>
  inventEvent(visitor, { name, atMs: weeksFromMs + day * dayMs });

describe("[DE199] the interval of a share", () => {
  it.each([
    [0, 1],
    [1, 1],
    [0, 40],
    [3, 7],
    [20, 50],
    [1, 4_000],
    [999_999, 1_000_000],
  ])("of %i in %i ends where the share is 1.96 standard errors of itself away", (visitors, of) => {
    expect(shareInterval(visitors, of)).toEqual(scoreInterval(visitors, of));
  });

  // Newcombe (1998), Statistics in Medicine 17:857, table I, method 3: to four decimals.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i in %i is the published one", (visitors, of, low, high) => {
    const found = shareInterval(visitors, of);
    expect([found?.low.toFixed(4), found?.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
  });

  it("is none of nobody, and none of more than all, which two readings can find", () => {
    expect([shareInterval(0, 0), shareInterval(1, 0), shareInterval(3, 2)]).toEqual([null, null, null]);
  });
});

describe.each(openTestStores())("intervals on $engine", (backend) => {
  const open = async (events: readonly TakenEvent[]) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return store.questions;
  };

  it.each(seeds)("[DE200] conversion in a funnel, whole and by group, is of closed windows (seed %i)", async (seed) => {
    const engine = await open(inventWeeks(seed, filters));
    const question = Funnel.parse({
      ...whole,
      steps: filters,
      windowMs: 9 * dayMs,
      order: (["ordered", "strict", "unordered"] as const)[seed % 3],
      breakdown: "device",
    });
    const { steps, groups } = await answerFunnel(engine, question, weeksToMs - 5 * dayMs);
    const expected = (of: readonly FunnelStep[]) =>
      of.map(({ reached }, index) => [
        index === 0 ? null : scoreInterval(reached, of[0]?.reached ?? 0),
        index === 0 ? null : scoreInterval(reached, of[index - 1]?.reached ?? 0),
      ]);
    const told = (of: readonly FunnelStep[]) =>
      of.map(({ intervalFromFirst, intervalFromPrevious }) => [intervalFromFirst, intervalFromPrevious]);
    expect(told(steps)).toEqual(expected(steps));
    expect(groups.map((group) => told(group.steps))).toEqual(groups.map((group) => expected(group.steps)));
  });

  it("[DE200] whoever still has time is in no interval", async () => {
    const engine = await open([at("ada", "app.opened", 0), at("bob", "app.opened", 8)]);
    const question = Funnel.parse({ ...whole, steps: filters, windowMs: 7 * dayMs, order: "ordered" });
    const told = async (day: number) => {
      const { steps } = await answerFunnel(engine, question, weeksFromMs + day * dayMs);
      return steps.map(({ intervalFromFirst, intervalFromPrevious }) => [intervalFromFirst, intervalFromPrevious]);
    };
    expect(await told(6)).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    // Nobody came to the second step, so that from there the third has nothing to be a share of.
    const none = scoreInterval(0, 1);
    expect(await told(9)).toEqual([
      [null, null],
      [none, none],
      [none, null],
    ]);
  });

  it.each(seeds)(
    "[DE201] retention has one in each cell that is over, and over all where nobody is in it twice (seed %i)",
    async (seed) => {
      const engine = await open(inventWeeks(seed, filters));
      const question = Retention.parse({
        ...whole,
        start: journey.visited,
        return: journey.served,
        type: (["recurring", "first_ever", "first_in_range"] as const)[seed % 3],
        mode: (["exact", "on_or_after"] as const)[seed % 2],
        interval: "week",
        clock: (["calendar", "rolling"] as const)[(seed >> 1) % 2],
        periods: 4,
      });
      const { cohorts, average } = await answerRetention(engine, question, weeksToMs - 20 * dayMs);
      expect(cohorts.map(({ intervals }) => intervals)).toEqual(
        cohorts.map(({ returned, size }) =>
          returned.map((count) => (count === null ? null : scoreInterval(count, size))),
        ),
      );
      expect(average.map(({ interval }) => interval)).toEqual(
        average.map(({ returned, size }) => (question.type === "recurring" ? null : scoreInterval(returned, size))),
      );
      expect(average.some(({ interval }) => interval !== null)).toBe(question.type !== "recurring");
      expect(cohorts.some(({ returned }) => returned.includes(null))).toBe(true);
    },
  );

  it.each(seeds)(
    "[DE202] the power-user curve has one for exactly and for at least so many days (seed %i)",
    async (seed) => {
      const engine = await open(inventWeeks(seed, filters));
      const question = PowerCurve.parse({ ...whole, of: filters });
      const { curve, intervals } = await answerPowerCurve(engine, question, weeksToMs - seed * dayMs);
      const days = (curve?.visitors ?? []).flatMap((count, index) => Array.from({ length: count }, () => index + 1));
      const lengths = Array.from({ length: 28 }, (_, index) => index + 1);
      const share = (isIn: (days: number) => boolean) => scoreInterval(days.filter(isIn).length, days.length);
      expect(days.length).toBeGreaterThan(0);
      expect(intervals?.exactly).toEqual(lengths.map((length) => share((own) => own === length)));
      // Of those with one day or more all have one day or more: that is no sample of anything.
      expect(intervals?.orMore).toEqual(lengths.map((length) => (length === 1 ? null : share((own) => own >= length))));
      expect((await answerPowerCurve(engine, question, weeksFromMs + dayMs)).intervals).toBeNull();
    },
  );

  it.each(seeds)("[DE202] a distribution has one for each bucket that may hold some (seed %i)", async (seed) => {
    const engine = await open(inventWeeks(seed, filters));
    const take = seed % 2 === 0 ? ("value" as const) : ("count" as const);
    const among = seed % 3 === 0 ? journey.visited : null;
    const ask = (bounds: readonly number[]) =>
      answerValueDistribution(
        engine,
        ValueDistribution.parse({
          ...{ ...whole, amount: { of: journey.served, take }, among, percentiles: [], topPerMille: [] },
          bounds,
        }),
        weeksToMs,
      );
    const { bucketIntervals, buckets, visitors } = await ask([1, 4]);
    expect(bucketIntervals).toEqual(
      // Whoever is counted for having one cannot have none.
      buckets.map((count, bucket) =>
        bucket === 0 && take === "count" && among === null ? null : scoreInterval(count, visitors),
      ),
    );
    expect((await ask([])).bucketIntervals).toEqual([null]);
  });

  it("[DE202] who committed themselves, of who met the probe, has one; an ask has none", async () => {
    const probed = (visitor: string, name: TakenEvent["name"], fields: TakenEvent["fields"] = {}) =>
      inventEvent(visitor, { name, atMs: weeksFromMs + dayMs, fields: { probe: "voice", ...fields } });
    const engine = await open([
      ...["ada", "bob", "cyd", "dan", "eve"].map((visitor) => probed(visitor, "probe.shown")),
      probed("ada", "probe.committed", { commitment: "click" }),
      probed("ada", "probe.prepaid"),
      probed("bob", "probe.committed", { commitment: "click" }),
      probed("cyd", "probe.declined"),
      inventEvent("ada", { name: "search.missed", atMs: weeksFromMs, fields: { searched: "models" } }),
    ]);
    const { wants, committedIntervals } = await answerUnmetDemand(engine, UnmetDemand.parse(whole), weeksToMs);
    expect(wants.map(({ kind }, place) => [kind, committedIntervals[place]])).toEqual([
      ["probe", scoreInterval(2, 5)],
      ["search", null],
    ]);
  });

  it("[DE203] a distribution and unmet demand say whether their range is over", async () => {
    const engine = await open([at("ada", "inference.completed", 1)]);
    const distribution = ValueDistribution.parse({
      ...{ ...whole, amount: { of: journey.served, take: "count" }, among: null },
      ...{ percentiles: [], bounds: [], topPerMille: [] },
    });
    const unmet = UnmetDemand.parse(whole);
    const told = async (asOfMs: number) =>
      (
        await Promise.all([
          answerValueDistribution(engine, distribution, asOfMs),
          answerUnmetDemand(engine, unmet, asOfMs),
        ])
      ).map((answer) => answer.open);
    expect(await told(weeksToMs - 1)).toEqual([true, true]);
    expect(await told(weeksToMs)).toEqual([false, false]);
  });
});
