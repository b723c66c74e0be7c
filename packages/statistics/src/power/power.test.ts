import fc from "fast-check";
import { describe, expect, it } from "vitest";
import decisions from "../../fixtures/decisions.json" with { type: "json" };
import { mixtureFor } from "../intervals/sequential.ts";
import { expectClose } from "../testing/close.ts";
import { decided } from "../testing/decided.ts";
import { WrongSettingError } from "../wrong-setting-error.ts";
import { daysForEffect, effectForDays } from "./days.ts";
import type { Plan } from "./plan.ts";
import { detectableEffect, observationsFor, powerAt } from "./power.ts";

type Case = { kind: string; alpha: number; plannedN: number; treatmentShare: number; standardDeviation: number };

const planOf = ({ kind, alpha, plannedN, treatmentShare, standardDeviation }: Case): Plan => ({
  interval: kind === "fixed" ? { kind: "fixed" } : { kind: "sequential", ...mixtureFor({ alpha, plannedN }) },
  alpha,
  treatmentShare,
  standardDeviation,
});

describe("[SA32] power", () => {
  it.each(decisions.power)("of the $kind interval agrees with integrating, effect $effect at $n", (it) => {
    const power = powerAt(planOf(it), it);
    expect(Math.abs(power - it.power)).toBeLessThan(1e-9);
    if (it.powerOfStudent !== null) expect(Math.abs(power - it.powerOfStudent)).toBeLessThan(0.003);
  });

  it("at the detectable effect is what was asked for", () => {
    for (const it of decisions.power) {
      const effect = detectableEffect(planOf(it), { n: it.n, power: 0.8 });
      expectClose(powerAt(planOf(it), { effect, n: it.n }), 0.8, 1e-4);
    }
  });
});

describe("[SA33] the observations that an effect needs", () => {
  it.each(decisions.needed)("are the fewest: $kind, effect $effect, power $power", (it) => {
    const fewest = Math.ceil(2 / Math.min(it.treatmentShare, 1 - it.treatmentShare));
    expect(observationsFor(planOf(it), it)).toBe(Math.max(it.n, fewest));
  });

  it("grow as the effect shrinks, and are more for daily looks than for one", () => {
    const [daily, once] = (decisions.needed.filter((it) => it.effect === 0.1) as Case[]).map(planOf).reverse();
    if (!daily || !once) throw new Error("two plans");
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 1, noNaN: true }), (effect) => {
        const [n, fewer] = [0, 1].map((i) => decided(observationsFor(daily, { effect: effect * (1 + i), power: 0.8 })));
        expect(n).toBeGreaterThanOrEqual(fewer ?? 0);
        expect(n).toBeGreaterThanOrEqual(decided(observationsFor(once, { effect, power: 0.8 })));
      }),
    );
    expect(observationsFor(daily, { effect: 0, power: 0.8 })).toEqual({ undecided: "no-effect" });
    expect(observationsFor(daily, { effect: Number.NaN, power: 0.8 })).toEqual({ undecided: "not-finite" });
  });
});

describe("[SA34] days", () => {
  const plan = planOf({ kind: "sequential", alpha: 0.05, plannedN: 5000, treatmentShare: 0.1, standardDeviation: 0.3 });
  const traffic = { observationsPerDay: 700, baselineMean: 0.1, power: 0.8 };

  it("for an effect are enough, and one fewer is not", () => {
    for (const effect of [0.01, -0.02, 0.07]) {
      const days = decided(daysForEffect(plan, traffic, effect));
      expect(effectForDays(plan, traffic, days).absolute).toBeLessThanOrEqual(Math.abs(effect));
      if (days > 1) expect(effectForDays(plan, traffic, days - 1).absolute).toBeGreaterThan(Math.abs(effect));
    }
    expect(daysForEffect(plan, traffic, 0)).toEqual({ undecided: "no-effect" });
  });

  it("an effect is told relative to a baseline, where there is one", () => {
    const { absolute, relative } = effectForDays(plan, traffic, 14);
    expect(relative).toBeCloseTo(absolute * 10, 12);
    expect(effectForDays(plan, { ...traffic, baselineMean: 0 }, 14).relative).toBeNull();
  });

  it("[SA39] without traffic are a wrong setting, as are shares, levels and spreads that cannot be", () => {
    expect(() => daysForEffect(plan, { ...traffic, observationsPerDay: 0 }, 1)).toThrow(WrongSettingError);
    for (const wrong of [{ alpha: 0 }, { alpha: 1 }, { treatmentShare: 1 }, { standardDeviation: Number.NaN }]) {
      expect(() => powerAt({ ...plan, ...wrong }, { effect: 1, n: 10 })).toThrow(Object.keys(wrong)[0]);
    }
    expect(() => detectableEffect(plan, { n: 10, power: 0.01 })).toThrow("power is 0.01, expected more than alpha");
  });
});
