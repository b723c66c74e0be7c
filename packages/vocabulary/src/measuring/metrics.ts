import type { EventFilter } from "../journey.ts";
import { journey } from "../journey.ts";
import type { Metric } from "./metric.ts";

const dayMs = 86_400_000;
const week = { fromMs: 0, windowMs: 7 * dayMs };
const inApp = { ...week, reach: "app" } as const;
/** Harm shows at once, and whoever guards against it must hear of it soon: a week's window is a week's wait. */
const soon = { fromMs: 0, windowMs: dayMs, reach: "app" } as const;
const inAllApps = { ...week, reach: "all-apps" } as const;
const share = { kind: "proportion", unit: "share" } as const;
const count = (of: EventFilter) => ({ of, take: "count" }) as const;
const sum = (of: EventFilter) => ({ of, take: "value" }) as const;
/** Heavy tails: without a cap a 10/90 split on revenue rejects one A/A test in six. */
const capPercentile = 0.995;

/** What experiments and questions of demand measure, in the terms of the catalogue. A key is a promise: never reused. */
export const metrics: readonly Metric[] = [
  { key: "asked", name: "Asked", better: "more", ...share, ...inApp, of: journey.asked },
  {
    key: "prompts",
    name: "Prompts per visitor",
    kind: "mean",
    unit: "times",
    better: "more",
    ...inApp,
    amount: count(journey.asked),
    capPercentile,
  },
  { key: "served", name: "Was served", better: "more", ...share, ...inApp, of: journey.served },
  { key: "kept", name: "Kept an output", better: "more", ...share, ...inApp, of: journey.kept },
  {
    key: "keeps-per-answer",
    name: "Keeps per answer",
    kind: "ratio",
    unit: "share",
    better: "more",
    ...inApp,
    numerator: count(journey.kept),
    denominator: count(journey.served),
    capPercentile,
  },
  {
    key: "returned",
    name: "Came back within a week",
    better: "more",
    ...share,
    ...inAllApps,
    fromMs: dayMs,
    windowMs: 8 * dayMs,
    of: { name: "session.started" },
  },
  { key: "shared", name: "Shared an output", better: "more", ...share, ...inApp, of: { name: "share.created" } },
  { key: "paid", name: "Paid with purchased credits", better: "more", ...share, ...inAllApps, of: journey.paid },
  { key: "bought", name: "Bought credits", better: "more", ...share, ...inAllApps, of: { name: "credits.purchased" } },
  {
    key: "revenue",
    name: "Revenue per visitor",
    kind: "mean",
    unit: "micro-usd",
    better: "more",
    fromMs: 0,
    windowMs: 14 * dayMs,
    reach: "all-apps",
    amount: sum({ name: "credits.purchased" }),
    capPercentile,
  },
  {
    key: "credits-spent",
    name: "Credits spent per visitor",
    kind: "mean",
    unit: "credits",
    better: "more",
    ...inApp,
    amount: sum({ name: "credits.spent" }),
    capPercentile,
  },
  { key: "proof-opened", name: "Opened a proof", better: "more", ...share, ...inAllApps, of: { name: "proof.opened" } },
  {
    key: "trusted",
    name: "Said that they trust the network",
    better: "more",
    ...share,
    ...inAllApps,
    of: { name: "trust.rated", where: { rating: "trusted" } },
  },
  { key: "refused", name: "Was refused", better: "less", ...share, ...soon, of: { name: "inference.refused" } },
  {
    key: "failures-per-ask",
    name: "Failures per ask",
    kind: "ratio",
    unit: "share",
    better: "less",
    ...soon,
    numerator: count({ name: "inference.failed" }),
    denominator: count({ name: "inference.requested" }),
    capPercentile,
  },
  {
    key: "gave-up",
    name: "Gave up waiting, per ask",
    kind: "ratio",
    unit: "share",
    better: "less",
    ...soon,
    numerator: count({ name: "answer.awaited" }),
    denominator: count(journey.asked),
    capPercentile,
  },
  {
    key: "complained",
    name: "Complained about an output",
    better: "less",
    ...share,
    ...soon,
    of: { name: "output.complained" },
  },
  { key: "page-broke", name: "Saw a page break", better: "less", ...share, ...soon, of: { name: "app.failed" } },
  {
    key: "wait-p90",
    name: "Wait for an output, 90th percentile",
    kind: "quantile",
    unit: "ms",
    better: "less",
    ...inApp,
    of: { name: "output.shown" },
    quantile: 0.9,
  },
];

export const metricOf = (key: string): Metric | null => metrics.find((metric) => metric.key === key) ?? null;
