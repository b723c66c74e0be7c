import type { ShareOfIncentives } from "./opportunity.ts";

/** Capacity that an owner took away because it did not earn, until its node was registered again. */
export type Withdrawal = {
  readonly node: string;
  /** Null: the node left with all its models. */
  readonly model: string | null;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly maxConcurrent: number;
};

/** What a node did for a model, as far as is known: a node that left before the range served nothing in it. */
export type Served = {
  readonly node: string;
  readonly model: string;
  readonly busyMs: number;
  readonly served: number;
};

/** Refusals for want of capacity, by model and minute; `week` is the minute's. */
export type Refused = {
  readonly model: string;
  readonly minute: number;
  readonly week: number;
  readonly refused: number;
};

const minuteMs = 60_000;

/**
 * Refusals per minute and model up to the capacity that withdrew as unprofitable belong to incentives, the rest to compute:
 *
 *   share of a week = sum over minutes and models of min(refused, withdrawn) / sum of refused
 *   withdrawn = sum over withdrawals in force of maxConcurrent x 60,000 / mean service time of the model in ms
 *
 * A node that left with several models could have served any of them, so its capacity counts for each. A model that nobody
 * ever served has no service time of its own and takes that of all models; without any, a slot served one request a minute.
 */
export function shareOfIncentives(
  withdrawals: readonly Withdrawal[],
  served: readonly Served[],
  refusals: readonly Refused[],
): ShareOfIncentives {
  const weeks = new Map<number, { refused: number; ofIncentives: number }>();
  for (const { model, minute, week, refused } of refusals) {
    const known = weeks.get(week) ?? { refused: 0, ofIncentives: 0 };
    const inForce = withdrawals.filter(
      (it) => it.fromMs < (minute + 1) * minuteMs && it.untilMs > minute * minuteMs && couldServe(it, model, served),
    );
    const slots = inForce.reduce((sum, { maxConcurrent }) => sum + maxConcurrent, 0);
    known.refused += refused;
    known.ofIncentives += Math.min(refused, (slots * minuteMs) / meanServiceMs(model, served));
    weeks.set(week, known);
  }
  return (week) => {
    const { refused, ofIncentives } = weeks.get(week) ?? { refused: 0, ofIncentives: 0 };
    return refused === 0 ? 0 : ofIncentives / refused;
  };
}

const couldServe = (withdrawal: Withdrawal, model: string, served: readonly Served[]): boolean =>
  withdrawal.model === null
    ? served.some((it) => it.node === withdrawal.node && it.model === model)
    : withdrawal.model === model;

function meanServiceMs(model: string, served: readonly Served[]): number {
  return meanOf(served.filter((it) => it.model === model)) ?? meanOf(served) ?? minuteMs;
}

function meanOf(served: readonly Served[]): number | null {
  const requests = served.reduce((sum, it) => sum + it.served, 0);
  const busyMs = served.reduce((sum, it) => sum + it.busyMs, 0);
  return requests === 0 || busyMs === 0 ? null : busyMs / requests;
}
