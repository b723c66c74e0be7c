import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { type GatedLayer, gatedLayers, type JudgedWeek } from "./gates.ts";
import { standardisedOf, standardisedValues, standardisedWidth } from "./standardise.ts";
import { decodeWeek, type VisitorWeek } from "./week-code.ts";
import { collapseRows, sumRows } from "./weighted-bootstrap.ts";

const none = Object.fromEntries(gatedLayers.map((layer) => [layer, null])) as Record<GatedLayer, boolean | null>;
const week = (own: Partial<VisitorWeek>, passed: Partial<JudgedWeek["passed"]>, stratum = 0): JudgedWeek => ({
  week: 1,
  own: { ...decodeWeek(0), ...own },
  stratum,
  passed: { ...none, ...passed },
  outcome: 0,
});
const lossOf = (weeks: readonly JudgedWeek[], targets = { verification: 0.5, trust: 0.5 }) =>
  standardisedOf(
    sumRows(
      collapseRows(
        weeks.map((it) => ({ count: 1, values: standardisedValues([it]) })),
        standardisedWidth,
      ),
    ),
    targets,
  );

describe("[DE76] payments", () => {
  /** Each wants 2 or 9 requests and pays when the allowance of 5 is used up by what was served. */
  const world = (lose: number) => {
    const random = seededRandom(11);
    return Array.from({ length: 4_000 }, () => {
      const wanted = random() < 0.5 ? 2 : 9;
      const lost = wanted === 9 && random() < lose ? 5 : 0;
      const served = wanted - lost;
      return week({ served, lost }, { payments: served >= 9 && random() < 0.6 });
    });
  };

  it("have lost nothing where every wish was served", () => {
    expect(lossOf(world(0)).payments).toBeCloseTo(0, 9);
  });

  it("are not blamed for what supply lost: with it they are about where they would have been", () => {
    const weeks = world(0.4);
    const paid = (those: readonly JudgedWeek[]) => those.filter(({ passed }) => passed.payments).length;
    expect(paid(weeks)).toBeLessThan(0.75 * paid(world(0)));
    expect(Math.abs(paid(weeks) + lossOf(weeks).payments - paid(world(0)))).toBeLessThan(150);
  });

  it("keep the whole blame where those who were served whole do not pay", () => {
    const weeks = world(0.4).map((it) => ({ ...it, passed: { ...it.passed, payments: false } }));
    expect(lossOf(weeks).payments).toBe(0);
  });
});

describe("[DE77] usage", () => {
  const random = seededRandom(12);
  const weeks = Array.from({ length: 6_000 }, () => {
    const verification = random() < 0.2;
    const trust = verification ? random() < 0.5 : null;
    const returns = 0.2 + (verification ? 0.2 : 0) + (trust ? 0.3 : 0);
    return week({ served: 1 }, { verification, trust, usage: random() < returns });
  });
  const rate = (layer: "verification" | "trust") => {
    const in_ = weeks.filter(({ passed }) => passed[layer] !== null);
    return in_.filter(({ passed }) => passed[layer]).length / in_.length;
  };

  it("has lost nothing to verification and trust that are at their targets", () => {
    expect(lossOf(weeks, { verification: rate("verification"), trust: rate("trust") }).usage).toBeCloseTo(0, 6);
  });

  it("has lost what they would bring, together and once", () => {
    // At 0.6 and 0.8: 0.4 more verify, of whom 0.8 trust; of the 0.2 who did, 0.3 more trust.
    const planted = 6_000 * (0.4 * (0.2 + 0.8 * 0.3) + 0.2 * 0.3 * 0.3);
    const found = lossOf(weeks, { verification: 0.6, trust: 0.8 }).usage;
    expect(Math.abs(found / planted - 1)).toBeLessThan(0.12);
  });

  it("has lost nothing where those who verify are others, who come again anyway", () => {
    const those = (count: number, verification: boolean, back: number, stratum: number) =>
      Array.from({ length: count }, (_, place) => week({ served: 1 }, { verification, usage: place < back }, stratum));
    // New ones rarely verify and rarely return, those of the week before mostly do both.
    const of = [
      ...those(90, false, 9, 0),
      ...those(10, true, 1, 0),
      ...those(10, false, 8, 8),
      ...those(90, true, 72, 8),
    ];
    expect(lossOf(of, { verification: 0.8, trust: 0.5 }).usage).toBeCloseTo(0, 9);
  });

  it("has lost nothing that is known where nobody trusts, as where nobody was asked", () => {
    const those = (count: number, trust: boolean | null, back: number) =>
      Array.from({ length: count }, (_, place) => week({ served: 1 }, { trust, usage: place < back }));
    const of = [...those(50, false, 40), ...those(50, null, 20)];
    expect(lossOf(of, { verification: 0.7, trust: 0.7 }).usage).toBe(0);
  });

  it("says nothing of somebody who never came near either", () => {
    expect(lossOf([week({ served: 1 }, { usage: true })], { verification: 1, trust: 1 }).usage).toBe(0);
  });
});
