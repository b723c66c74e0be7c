import type { ExperimentDefinition } from "@flywheel/experiments";
import { usualMeasurement } from "@flywheel/experiments";
import { openTestStores } from "@flywheel/store/testing";
import type { TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import expected from "../fixtures/panel.json" with { type: "json" };
import { answerReadout } from "./readout.ts";
import { dayMs, dice, invent, sawVariant, startMs, type Traits } from "./testing/invent.ts";
import { panel } from "./testing/panel.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, place) => place);
const measuring = (given: Partial<typeof usualMeasurement>) => ({
  measurement: { ...usualMeasurement, secondary: [], guardrails: [], ...given },
});

/** So many visitors of an arm, spread over the first two days, of whom so many keep an output an hour later. */
const armOf = (arm: string, visitors: number, kept: number, traits: Traits = {}): TakenEvent[] =>
  numbers(visitors).flatMap((place) => {
    const who = `${arm} ${place} ${traits.simulated ?? false}`;
    const atMs = startMs + (place % 48) * 3_600_000;
    const saw = sawVariant(who, atMs, arm, traits);
    return place < kept ? [saw, invent(who, atMs + 3_600_000, "output.kept", {}, traits)] : [saw];
  });

describe.each(openTestStores())("a readout on $engine", (backend) => {
  async function read(
    events: readonly TakenEvent[],
    given: Partial<ExperimentDefinition> = {},
    { days = 10, ...asked }: { days?: number; simulated?: boolean; phase?: number } = {},
  ) {
    const store = await backend.open();
    await store.events.append(events);
    const question = { phase: 1, simulated: false, ...asked, asOfMs: startMs + days * dayMs };
    return answerReadout(store.questions, panel(given), question);
  }

  it("[RO40] says of counts what an independent computation says of them", async () => {
    const readout = await read([...armOf("below", 400, 120), ...armOf("beside", 400, 180)]);
    expect(readout).toMatchObject({ analysed: 800, plannedVisitors: 5_000, fullDays: 10, events: 1_100 });
    const [kept] = readout.metrics;
    expect(kept?.arms).toEqual([
      { variant: "below", visitors: 400, nonZero: 120, value: expect.closeTo(0.3, 12) },
      { variant: "beside", visitors: 400, nonZero: 180, value: expect.closeTo(0.45, 12) },
    ]);
    const [comparison] = kept?.comparisons ?? [];
    expect(comparison).toMatchObject({ variant: "beside", undecided: null, significant: true });
    for (const key of ["difference", "standardError", "eValue", "p"] as const) {
      expect((comparison?.[key] ?? 0) / expected[key], key).toBeCloseTo(1, 9);
    }
    expect(comparison?.interval?.low).toBeCloseTo(expected.low, 9);
    expect(comparison?.interval?.high).toBeCloseTo(expected.high, 9);
    expect(comparison?.relative?.lift).toBeCloseTo(expected.lift, 9);
    expect(comparison?.relative?.interval.low).toBeCloseTo(expected.liftLow, 9);
    expect(comparison?.relative?.interval.high).toBeCloseTo(expected.liftHigh, 9);
    expect(readout.verdict).toMatchObject({ outcome: "ship", rule: "primary-better", variant: "beside" });
  });

  it("[RO41] shows a look a day, each of visitors whose window was over by then", async () => {
    const readout = await read([...armOf("below", 400, 120), ...armOf("beside", 400, 180)]);
    const looks = readout.metrics[0]?.comparisons[0]?.looks ?? [];
    expect(looks.map(({ atMs }) => (atMs - startMs) / dayMs)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    // Their windows are seven days long and they came within two.
    expect(looks.map(({ visitors }) => visitors).slice(5)).toEqual([0, 0, expect.any(Number), 800, 800]);
    expect(looks.map(({ interval }) => interval !== null)).toEqual([...numbers(7).map(() => false), true, true, true]);
  });

  it("[RO41] begins with the first visitor, whenever the phase was said to start", async () => {
    const events = [...armOf("below", 400, 120), ...armOf("beside", 400, 180)];
    for (const startedAtMs of [0, startMs - 5 * dayMs, startMs + 9 * dayMs]) {
      const phases = [{ startedAtMs, endedAtMs: null, weights: [0.5, 0.5], because: "another start", caps: {} }];
      const readout = await read(events, { phases });
      expect(readout.fullDays).toBe(10);
      const looks = readout.metrics[0]?.comparisons[0]?.looks ?? [];
      expect(looks.map(({ atMs }) => (atMs - startMs) / dayMs)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  });

  it("[RO54] every look has its lift with a band, and the last one is what the comparison says", async () => {
    const readout = await read([...armOf("below", 400, 120), ...armOf("beside", 400, 180)]);
    const [comparison] = readout.metrics[0]?.comparisons ?? [];
    const lifts = comparison?.looks.map(({ relative }) => relative) ?? [];
    expect(lifts.map((it) => it === null)).toEqual([...numbers(7).map(() => true), false, false, false]);
    expect(lifts.at(-1)).toEqual(comparison?.relative);
  });

  it("[RO54] where control is too near to zero there is a difference and no lift", async () => {
    // Of 400 who hardly ever spend, and then very differently: their mean is below five of its errors.
    const spends = (arm: string) =>
      numbers(400).flatMap((place) => {
        const atMs = startMs + (place % 48) * 3_600_000;
        const bought = place < 60 ? [1, 1, 1, 1, 1, 300][place % 6] : undefined;
        const saw = sawVariant(`${arm} ${place}`, atMs, arm);
        if (bought === undefined) return [saw];
        return [saw, invent(`${arm} ${place}`, atMs + 1, "credits.purchased", { priceMicroUsd: bought * 1_000_000 })];
      });
    const readout = await read([...spends("below"), ...spends("beside")], measuring({ primary: "revenue" }), {
      days: 40,
    });
    const [comparison] = readout.metrics[0]?.comparisons ?? [];
    expect(comparison).toMatchObject({ undecided: null, relative: null, difference: expect.any(Number) });
    expect(comparison?.bayes?.priorStandardDeviation).toBeNull();
    expect(comparison?.looks.at(-1)).toMatchObject({ relative: null, interval: { low: expect.any(Number) } });
  });

  it("[RO55] the Bayesian view believed a lift around nothing before, and says how wide", async () => {
    const readout = await read([...armOf("below", 400, 120), ...armOf("beside", 400, 180)]);
    const bayes = readout.metrics[0]?.comparisons[0]?.bayes;
    expect(bayes?.priorStandardDeviation).toBeCloseTo(expected.believed, 9);
    expect(bayes?.chanceToBeatControl).toBeCloseTo(expected.chanceToBeat, 6);
    expect((bayes?.expectedLoss ?? 0) / expected.expectedLoss).toBeCloseTo(1, 3);
    expect(((bayes?.interval.low ?? 0) + (bayes?.interval.high ?? 0)) / 2).toBeCloseTo(expected.posteriorMean, 9);
  });

  it("[RO56] the pace is that of the days there are, up to a week of them", async () => {
    const events = [...armOf("below", 400, 120), ...armOf("beside", 400, 180)];
    // 800 came within two days: none is analysed, and 5,000 are needed.
    expect((await read(events, {}, { days: 2 })).verdict.daysLeft).toBe(Math.ceil(5_000 / 400));
    expect((await read(events, {}, { days: 4 })).verdict.daysLeft).toBe(Math.ceil(5_000 / 200));
    // A week without anybody: at this pace never.
    expect((await read(events, {}, { days: 12 })).verdict.daysLeft).toBeNull();
  });

  it("[RO42] counts apart who cannot be analysed yet, or at all", async () => {
    const events = [
      ...armOf("below", 200, 60),
      ...armOf("beside", 200, 60),
      sawVariant("below 3 false", startMs + dayMs, "beside"),
    ];
    const early = await read(events, {}, { days: 5 });
    expect(early.arms).toMatchObject([
      { key: "below", assigned: 200, excluded: 1, immature: 199, analysed: 0 },
      { key: "beside", assigned: 200, excluded: 0, immature: 200, analysed: 0 },
    ]);
    expect(early.metrics[0]?.comparisons[0]).toMatchObject({ undecided: "too-few-observations", difference: null });
    expect(early.verdict).toMatchObject({ outcome: "keep-running", rule: "fewer-than-seven-days" });
  });

  it("[RO43] withholds everything where the split is broken", async () => {
    const readout = await read([...armOf("below", 900, 300), ...armOf("beside", 600, 300)]);
    expect(readout.health.broken).toEqual(["split", "analysed-split"]);
    expect(readout).toMatchObject({
      metrics: [],
      segments: [],
      verdict: { outcome: "withheld", rule: "health-broken" },
    });
  });

  it("[RO44] never mixes simulated visitors with real ones, and reads one phase", async () => {
    const events = [
      ...armOf("below", 150, 60),
      ...armOf("beside", 150, 60),
      ...armOf("below", 300, 60, { simulated: true }),
      ...armOf("beside", 300, 200, { simulated: true }),
      ...armOf("below", 50, 9, { bot: true }),
      sawVariant("later", startMs, "below", { phase: 2 }),
    ];
    const real = await read(events);
    expect(real.arms.map(({ assigned }) => assigned)).toEqual([150, 150]);
    expect(real.health.warnings).toEqual([]);
    const simulated = await read(events, {}, { simulated: true });
    expect(simulated.arms.map(({ assigned }) => assigned)).toEqual([300, 300]);
    expect(simulated).toMatchObject({ simulated: true, health: { warnings: ["simulated"] } });
  });

  it("[RO45] takes out what the time before already knew, and says how much that was", async () => {
    const roll = dice(7);
    const events = ["below", "beside"].flatMap((arm) =>
      numbers(300).flatMap((place) => {
        const who = `${arm} ${place}`;
        const usual = roll(20);
        const asks = (atMs: number, count: number) =>
          numbers(count).map((index) => invent(who, atMs + index, "prompt.submitted"));
        return [
          ...asks(startMs - 5 * dayMs, usual),
          sawVariant(who, startMs + (place % 24) * 3_600_000, arm),
          ...asks(startMs + 2 * dayMs, usual + roll(3) + (arm === "beside" ? 1 : 0)),
        ];
      }),
    );
    const readout = await read(events, measuring({ primary: "prompts" }));
    const [comparison] = readout.metrics[0]?.comparisons ?? [];
    expect(comparison?.cuped?.rSquared).toBeGreaterThan(0.95);
    expect(Math.abs((comparison?.difference ?? 0) - 1)).toBeLessThan(0.3);
    expect(comparison?.significant).toBe(true);
  });

  it("[RO46] breaks the primary metric down by segments, with intervals for all of them together", async () => {
    const phones = (arm: string, kept: number) =>
      armOf(arm, 200, kept, { device: "phone" }).map((event) => ({ ...event, visitorKey: -event.visitorKey }));
    const readout = await read(
      [...armOf("below", 200, 80), ...armOf("beside", 200, 80), ...phones("below", 60), ...phones("beside", 140)],
      measuring({ segments: ["phones", "desktops"] }),
    );
    expect(
      readout.segments.map(({ segment, arms }) => [
        segment.key,
        ...arms.map(({ visitors, nonZero }) => [visitors, nonZero]),
      ]),
    ).toEqual([
      ["phones", [200, 60], [200, 140]],
      ["desktops", [200, 80], [200, 80]],
    ]);
    const [onPhones, onDesktops] = readout.segments.map(({ comparisons: [own] }) => own);
    expect([onPhones?.significant, onDesktops?.significant]).toEqual([true, false]);
    expect(onPhones?.pAdjusted).toBeCloseTo(2 * (onPhones?.p ?? 0), 12);
  });

  it("[RO47] reads a quantile at the planned end only", async () => {
    const roll = dice(3);
    const events = ["below", "beside"].flatMap((arm) =>
      numbers(150).flatMap((place) => {
        const who = `${arm} ${place}`;
        const waits = numbers(5).map((index) =>
          invent(who, startMs + dayMs + index, "output.shown", {
            waitedMs: 1_000 + 10 * roll(100) + (arm === "beside" ? 900 : 0),
          }),
        );
        return [sawVariant(who, startMs + (place % 24) * 3_600_000, arm), ...waits];
      }),
    );
    const waiting = measuring({ primary: "asked", secondary: ["wait-p90"] });
    const early = (await read(events, waiting)).metrics[1];
    expect(early?.comparisons).toMatchObject([
      { variant: "beside", undecided: "only-at-planned-end", difference: null },
    ]);
    const plan = { visitors: 300, days: 14, effect: 0.2 };
    const late = (await read(events, { ...waiting, plan })).metrics[1];
    const [comparison] = late?.comparisons ?? [];
    expect(Math.abs((comparison?.difference ?? 0) - 900)).toBeLessThan(60);
    expect(comparison).toMatchObject({ undecided: null, significant: true });
    expect(late?.arms).toMatchObject([{ visitors: 150 }, { visitors: 150 }]);
    expect([early?.correction, late?.correction]).toEqual(["e-bh", "bh"]);
  });

  it("[RO47] a quantile is corrected with those that are read beside it, and takes its share from the first day", async () => {
    const answered = (arm: string) =>
      numbers(150).flatMap((place) => {
        const who = `${arm} ${place}`;
        const atMs = startMs + (place % 24) * 3_600_000;
        const shown = numbers(4).map((index) =>
          invent(who, atMs + 10 + index, "output.shown", { waitedMs: 1_000 + ((place * 37 + index * 11) % 500) }),
        );
        return [sawVariant(who, atMs, arm), ...(place < 75 ? [invent(who, atMs + 5, "output.kept")] : []), ...shown];
      });
    const events = [...answered("below"), ...answered("beside")];
    const plan = { visitors: 300, days: 14, effect: 0.2 };
    const secondary = ["kept", "wait-p90"];
    const [, kept, wait] = (await read(events, { ...measuring({ primary: "asked", secondary }), plan })).metrics;
    const [p, pAdjusted] = [wait?.comparisons[0]?.p ?? 0, wait?.comparisons[0]?.pAdjusted ?? 0];
    expect(pAdjusted).toBeGreaterThanOrEqual(p);
    expect(kept?.comparisons[0]?.pAdjusted).toBe(1);
    const widthOf = async (its: string[], given: object) => {
      const { metrics } = await read(events, { ...measuring({ primary: "asked", secondary: its }), ...given });
      const interval = metrics[1]?.comparisons[0]?.interval;
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    const alone = await widthOf(["kept"], {});
    const beside = await widthOf(secondary, {});
    expect(beside).toBeGreaterThan(alone);
  });

  it("[RO48] of an experiment that nobody met waits for somebody", async () => {
    const readout = await read([]);
    expect(readout).toMatchObject({ analysed: 0, events: 0, verdict: { rule: "nobody-exposed", daysLeft: null } });
    expect(readout.metrics[0]?.arms).toMatchObject([{ value: null }, { value: null }]);
  });
});
