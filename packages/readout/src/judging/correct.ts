import { benjaminiHochberg, type Corrected, eBenjaminiHochberg, holm } from "@flywheel/statistics";
import type { MetricReadout } from "../answer.ts";
import type { Uncorrected } from "./compare.ts";

/** Corrects a family's comparisons together. Those that say nothing yet are hypotheses all the same: with p = 1, e = 1. */
export function correct(
  family: readonly Uncorrected[],
  procedure: MetricReadout["correction"],
  alpha: number,
): readonly Uncorrected[] {
  const { adjusted, rejected } = corrected(family, procedure, alpha);
  return family.map(({ comparison, logE }, index) => ({
    logE,
    comparison:
      comparison.p === null
        ? comparison
        : { ...comparison, pAdjusted: adjusted[index] ?? 1, significant: rejected[index] ?? false },
  }));
}

function corrected(family: readonly Uncorrected[], procedure: MetricReadout["correction"], alpha: number): Corrected {
  const pValues = family.map(({ comparison }) => comparison.p ?? 1);
  switch (procedure) {
    case "holm":
      return holm(pValues, alpha);
    case "bh":
      return benjaminiHochberg(pValues, alpha);
    case "e-bh":
      return eBenjaminiHochberg(
        family.map(({ logE }) => logE),
        alpha,
      );
  }
}
