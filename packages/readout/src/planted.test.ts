import { openTestStores } from "@flywheel/store/testing";
import type { TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerReadout } from "./readout.ts";
import { dayMs, dice, invent, sawVariant, startMs } from "./testing/invent.ts";
import { panel } from "./testing/panel.ts";

const weekMs = 7 * dayMs;
const arms = ["below", "beside"] as const;
const capMicroUsd = 20_000_000;
const measurement = {
  primary: "kept",
  secondary: ["revenue"],
  guardrails: [],
  ownMetrics: [],
  ownSegments: [],
  segments: [],
  alpha: 0.05,
};

type Truth = Record<(typeof arms)[number], { visitors: number; kept: number; cutMicroUsd: number }>;

/**
 * Visitors who come over twelve days, and what is true of them, counted while they are made up. Everybody also does what
 * must not count: just before the exposure, at the very end of the window, and under another experiment's name.
 */
function plant(seed: number, visitors: number, keepsOf100: Readonly<Record<(typeof arms)[number], number>>) {
  const roll = dice(seed);
  const events: TakenEvent[] = [];
  const truth: Truth = {
    below: { visitors: 0, kept: 0, cutMicroUsd: 0 },
    beside: { visitors: 0, kept: 0, cutMicroUsd: 0 },
  };
  for (let place = 0; place < visitors; place += 1) {
    const who = `planted ${seed} ${place}`;
    const arm = arms[roll(2)] ?? "below";
    const saw = startMs + roll(12 * 24 * 60) * 60_000;
    const own = truth[arm];
    own.visitors += 1;
    const keep = (atMs: number) => events.push(invent(who, atMs, "output.kept"));
    const pay = (atMs: number, priceMicroUsd: number) =>
      events.push(invent(who, atMs, "credits.purchased", { priceMicroUsd }));
    events.push(sawVariant(who, saw, arm));
    // Seen again: only the first time anchors.
    if (roll(3) === 0) events.push(sawVariant(who, saw + 2 * dayMs, arm));
    if (roll(4) === 0) events.push(sawVariant(who, saw - dayMs, "beside", { experiment: "another" }));
    if (roll(3) === 0) keep(saw - 1);
    if (roll(3) === 0) keep(saw + weekMs);
    if (roll(100) < keepsOf100[arm]) {
      own.kept += 1;
      // The first and the last moment that count, and one between.
      keep(saw + ([0, weekMs - 1, 3 * dayMs][roll(3)] ?? 0));
    }
    if (roll(10) === 0) {
      const paid = 1_000_000 * (1 + roll(60));
      own.cutMicroUsd += Math.min(paid, capMicroUsd);
      pay(saw + 13 * dayMs, paid);
      pay(saw + 14 * dayMs, 1_000_000_000);
    }
  }
  return { events, truth };
}

describe.each(openTestStores())("[RO57] a planted truth on $engine", (backend) => {
  async function read(events: readonly TakenEvent[], days: number) {
    const store = await backend.open();
    await store.events.append(events);
    const phases = [
      {
        startedAtMs: startMs,
        endedAtMs: null,
        weights: [0.5, 0.5],
        because: "planted",
        caps: { revenue: capMicroUsd },
      },
    ];
    const question = { phase: 1, simulated: false, asOfMs: startMs + days * dayMs };
    return answerReadout(store.questions, panel({ measurement, phases }), question);
  }

  it("is found to the last visitor and cent, and shipped", async () => {
    const { events, truth } = plant(11, 2_400, { below: 20, beside: 32 });
    const readout = await read(events, 40);
    const [kept, revenue] = readout.metrics;
    expect(kept?.arms).toEqual(
      arms.map((variant) => ({
        variant,
        visitors: truth[variant].visitors,
        nonZero: truth[variant].kept,
        value: expect.closeTo(truth[variant].kept / truth[variant].visitors, 12),
      })),
    );
    for (const [at, variant] of arms.entries()) {
      const mean = truth[variant].cutMicroUsd / truth[variant].visitors;
      expect((revenue?.arms[at]?.value ?? 0) / mean).toBeCloseTo(1, 9);
    }
    expect(readout.verdict).toMatchObject({ outcome: "ship", rule: "primary-better", variant: "beside" });
    const { low, high } = kept?.comparisons[0]?.relative?.interval ?? { low: 0, high: 0 };
    expect([low < 0.6, high > 0.6]).toEqual([true, true]);
  }, 60_000);

  it.each([1, 2, 3])(
    "where nothing was planted, world %i is to be kept running",
    async (seed) => {
      const { events } = plant(seed, 1_200, { below: 25, beside: 25 });
      const readout = await read(events, 20);
      expect(readout.health.broken).toEqual([]);
      expect(readout.verdict).toMatchObject({ outcome: "keep-running", rule: "not-decided-yet" });
      // Not on any day either: the band held no difference all along.
      for (const { interval } of readout.metrics[0]?.comparisons[0]?.looks ?? []) {
        expect((interval?.low ?? -1) < 0 && (interval?.high ?? 1) > 0).toBe(true);
      }
    },
    60_000,
  );
});
