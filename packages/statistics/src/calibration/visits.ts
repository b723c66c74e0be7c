import type { Random } from "../bootstrap/random.ts";
import type { ClusteredValues } from "../estimates/quantile.ts";
import { at, type Moments, momentsOf } from "../moments/moments.ts";
import { normal, poisson } from "./draws.ts";

/** One arm of an experiment with everything that the other estimates need, drawn observation by observation. */
export type VisitArm = {
  /** Of `variables`, in that order. */
  readonly moments: Moments;
  /** A value for each session, clustered. */
  readonly waits: ClusteredValues;
};

export const variables = { outcome: 0, before: 1, hadBefore: 2, clicks: 3, sessions: 4 } as const;

/** How much of the outcome's variance the time before foretells. */
export const rSquared = 0.5;

/** What a treatment adds in the worlds that have one, and the levels it adds to. */
export const planted = { outcome: 0.1, clickRate: 0.05, waitFactor: 1.1 } as const;
export const levels = { outcome: 5 + 0.5 * 0.7, medianWait: 1 } as const;

/** Variance of 0.8 G H + 0.5 H, with G standard normal and H 1 in 0.7 of cases; as much again is noise. */
const foretold = 0.64 * 0.7 + 0.25 * 0.7 * 0.3;

export function drawVisits(n: number, treated: boolean, random: Random): VisitArm {
  const rows: number[][] = [];
  const waits: number[] = [];
  const clusters: number[] = [];
  for (let cluster = 0; cluster < n; cluster += 1) {
    const hadBefore = random() < 0.7 ? 1 : 0;
    const habit = hadBefore * normal(random);
    const noise = Math.sqrt(foretold) * normal(random);
    const outcome = 5 + 0.8 * habit + 0.5 * hadBefore + noise + (treated ? planted.outcome : 0);

    // Who clicks more also comes more often, so that sessions are not independent of each other.
    const eager = random() < 0.5;
    const sessions = 1 + poisson(eager ? 3 : 1, random);
    const rate = (eager ? 0.4 : 0.2) + (treated ? planted.clickRate : 0);
    const pace = 0.5 * normal(random);
    let clicks = 0;
    for (let session = 0; session < sessions; session += 1) {
      if (random() < rate) clicks += 1;
      waits.push(Math.exp(pace + 0.5 * normal(random)) * (treated ? planted.waitFactor : 1));
      clusters.push(cluster);
    }
    rows.push([outcome, hadBefore * (2 + habit), hadBefore, clicks, sessions]);
  }
  const order = Int32Array.from(waits.keys()).sort((a, b) => at(waits, a) - at(waits, b));
  return {
    moments: momentsOf(rows, 5),
    waits: {
      ascending: Float64Array.from(order, (index) => at(waits, index)),
      clusterOf: Int32Array.from(order, (index) => at(clusters, index)),
      clusters: n,
    },
  };
}
