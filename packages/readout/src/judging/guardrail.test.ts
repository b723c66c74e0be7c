import { mixtureFor, momentsOf } from "@flywheel/statistics";
import { metricOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { type AskedMetric, variablesOf } from "../measuring/asked.ts";
import { guardOf, worstOf } from "./guardrail.ts";
import type { Pool } from "./pools.ts";

const asked = (key: string, margin: number): AskedMetric => {
  const metric = metricOf(key);
  if (!metric) throw new Error(`no metric ${key}`);
  const variables = variablesOf(metric);
  return { metric, role: "guardrail", margin, caps: variables.map(() => null), variables };
};
const mixture = mixtureFor({ alpha: 0.05, plannedN: 5_000 });

/** So many visitors, of whom so many did it; nobody has a time before. */
function pool(n: number, did: number): Pool {
  const rows = Array.from({ length: n }, (_, place) => [place < did ? 1 : 0, 0, 0]);
  return { n, nonZero: did, moments: momentsOf(rows, 3) };
}

const guard = (key: string, margin: number, control: Pool, treatment: Pool) =>
  guardOf(asked(key, margin), { control, treatment, among: [control, treatment] }, 0.05, mixture);

describe("[RO31] a guardrail", () => {
  it("is broken when a variant is surely worse by more than the margin", () => {
    expect(guard("refused", 0.1, pool(5_000, 500), pool(5_000, 750))).toBe("broken");
    expect(guard("refused", 0.6, pool(5_000, 500), pool(5_000, 750))).toBe("open");
    expect(guard("refused", 2, pool(5_000, 500), pool(5_000, 750))).toBe("kept");
    expect(guard("refused", 0.1, pool(5_000, 500), pool(5_000, 540))).toBe("open");
  });

  it("looks the other way where more is better", () => {
    expect(guard("kept", 0.05, pool(5_000, 2_000), pool(5_000, 1_500))).toBe("broken");
    expect(guard("kept", 0.05, pool(5_000, 2_000), pool(5_000, 2_400))).toBe("kept");
    expect(guard("kept", 0.05, pool(5_000, 2_000), pool(5_000, 1_950))).toBe("open");
  });

  it("is heard also where control is hardly ever harmed, before the interval may be looked at", () => {
    expect(guard("page-broke", 0.1, pool(1_000, 0), pool(1_000, 80))).toBe("broken");
    expect(guard("page-broke", 0.1, pool(1_000, 80), pool(1_000, 0))).toBe("open");
    expect(guard("page-broke", 0.1, pool(1_000, 3), pool(1_000, 6))).toBe("open");
    expect(guard("page-broke", 0.1, pool(0, 0), pool(10, 10))).toBe("open");
  });

  it("of several variants is as bad as the worst, and kept only by all", () => {
    expect([worstOf(["kept", "broken"]), worstOf(["kept", "open"]), worstOf(["kept", "kept"]), worstOf([])]).toEqual([
      "broken",
      "open",
      "kept",
      "open",
    ]);
  });
});
