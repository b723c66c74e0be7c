import type { Comparison, Health, MetricReadout, Verdict } from "../answer.ts";

export type VerdictFacts = {
  readonly health: Health;
  readonly metrics: readonly MetricReadout[];
  readonly control: string;
  readonly assigned: number;
  readonly fullDays: number;
  readonly neededDays: number;
  /** Visitors of the smallest comparison, those it was planned for, and how many come a day. */
  readonly analysed: number;
  readonly plannedVisitors: number;
  readonly analysedPerDay: number;
};

/**
 * Ship, stop or keep running, with the rule that fired; the first that holds. A broken guardrail stops at any time, because
 * that protects visitors (decision 0054); nothing else decides before full weeks of days. A quantile decides nothing.
 */
export function verdictOf(facts: VerdictFacts): Verdict {
  const { health, metrics, control, assigned, fullDays, neededDays, analysed, plannedVisitors, analysedPerDay } = facts;
  const left = plannedVisitors - analysed;
  const daysLeft = left <= 0 ? 0 : analysedPerDay > 0 ? Math.ceil(left / analysedPerDay) : null;
  const say = (outcome: Verdict["outcome"], rule: Verdict["rule"], variant: string | null = null): Verdict => ({
    outcome,
    rule,
    variant,
    daysLeft,
  });

  if (health.broken.length > 0) return say("withheld", "health-broken");
  if (assigned === 0) return say("keep-running", "nobody-exposed");
  if (metrics.some(({ guardrail }) => guardrail === "broken")) return say("stop", "guardrail-broken", control);
  if (fullDays < neededDays) return say("keep-running", "fewer-than-seven-days");

  const [primary] = metrics;
  const sign = primary?.metric.better === "less" ? -1 : 1;
  const deciding = primary && primary.metric.kind !== "quantile" ? primary.comparisons : [];
  const decided = deciding.filter(({ significant }) => significant);
  const gainOf = ({ difference }: Comparison) => sign * (difference ?? 0);
  const [best] = decided.filter((it) => gainOf(it) > 0).sort((a, b) => gainOf(b) - gainOf(a));
  if (best) return say("ship", "primary-better", best.variant);
  const worse = decided.filter((it) => gainOf(it) < 0);
  if (worse.length === deciding.length && worse.length > 0) {
    return say("stop", "primary-worse", control);
  }
  return left <= 0 ? say("stop", "planned-end-without-difference", control) : say("keep-running", "not-decided-yet");
}
