import type { EventFilter, Metric } from "@flywheel/vocabulary";
import { sayDeed } from "./deed-words.ts";
import { sayLength } from "./length-words.ts";

/** What a metric counts, when, where, and which way is good. */
export function sayMetric(metric: Metric): string {
  return `${sayCounted(metric)}. ${metric.better === "more" ? "More" : "Less"} is better.`;
}

function sayCounted(metric: Metric): string {
  const scope = sayScope(metric);
  switch (metric.kind) {
    case "proportion":
      return `Share of visitors who ${sayDeed(metric.of)}, ${scope}`;
    case "mean":
      return metric.amount.take === "count"
        ? `How often visitors ${sayDeed(metric.amount.of)}, on average, ${scope}`
        : `${summed[metric.unit]} per visitor, added up over every time they ${sayDeed(metric.amount.of)}, ${scope}`;
    case "ratio":
      return `${capital(sayAmount(metric.numerator))}, divided by ${sayAmount(metric.denominator)}, ${scope}`;
    case "quantile":
      return `Of all the times that visitors ${sayDeed(metric.of)}, ${scope}, ${Math.round(metric.quantile * 100)} % ${stayed[metric.unit]} this`;
  }
}

/** From when until when, and where. */
function sayScope({ fromMs, windowMs, reach }: Metric): string {
  const time =
    fromMs === 0
      ? `within ${sayLength(windowMs)} of their first exposure`
      : `between ${sayLength(fromMs)} and ${sayLength(windowMs)} after their first exposure`;
  return `${time}, in ${reach === "app" ? "the experiment's app" : "any app"}`;
}

const summed = {
  share: "Amount",
  times: "Amount",
  credits: "Credits",
  "micro-usd": "Dollars",
  ms: "Time",
} as const satisfies Record<Metric["unit"], string>;

const stayed = {
  share: "have a value below",
  times: "have a value below",
  credits: "cost less than",
  "micro-usd": "cost less than",
  ms: "took less than",
} as const satisfies Record<Metric["unit"], string>;

const sayAmount = ({ of, take }: { readonly of: EventFilter; readonly take: "count" | "value" }) =>
  take === "count" ? `how often visitors ${sayDeed(of)}` : `the amount of every time that visitors ${sayDeed(of)}`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
