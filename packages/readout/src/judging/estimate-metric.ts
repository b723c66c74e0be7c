import {
  closedFor,
  type Estimate,
  estimateAdjusted,
  estimateMean,
  estimateProportion,
  estimateRatio,
  isUndecided,
  type Moments,
  type Reason,
} from "@flywheel/statistics";
import type { AskedMetric } from "../measuring/asked.ts";
import type { Pool } from "./pools.ts";

export type MetricEstimate = {
  /** With what the time before already knew taken out. */
  readonly adjusted: Estimate;
  readonly plain: Estimate;
};

/** A treatment against control at one look, or why there is nothing to say yet. `among`: every arm, for one theta. */
export function estimateMetric(
  { metric, variables }: AskedMetric,
  control: Pool,
  treatment: Pool,
  among: readonly Pool[],
): MetricEstimate | Reason {
  const closed = closedFor([control, treatment], metric.kind === "proportion" ? "proportion" : "other");
  if (closed) return closed.undecided;
  const plain = plainOf(metric.kind, control.moments, treatment.moments);
  if (isUndecided(plain)) return plain.undecided;
  const adjusted = estimateAdjusted(control.moments, treatment.moments, {
    outcome: metric.kind === "ratio" ? ratio : 0,
    // After the variables come the same of the time before, and whether there was one.
    covariates: Array.from({ length: variables.length + 1 }, (_, place) => variables.length + place),
    among: among.map(({ moments }) => moments),
  });
  // Without a usable time before the plain one is as good.
  return { plain, adjusted: isUndecided(adjusted) ? plain : adjusted };
}

const ratio = { numerator: 0, denominator: 1 };

function plainOf(kind: AskedMetric["metric"]["kind"], control: Moments, treatment: Moments) {
  if (kind === "ratio") return estimateRatio(control, treatment, ratio);
  return kind === "proportion" ? estimateProportion(control, treatment) : estimateMean(control, treatment);
}

/** What an arm's number is, without any adjustment; null for nobody. */
export function levelOf(kind: AskedMetric["metric"]["kind"], { n, moments }: Pool): number | null {
  const [first = 0, second = 0] = moments.means;
  if (n === 0) return null;
  if (kind === "ratio") return second === 0 ? null : first / second;
  return first;
}
