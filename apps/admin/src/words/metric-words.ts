import { catalogue, type EventFilter, type Metric } from "@flywheel/vocabulary";
import { formatElapsed } from "./elapsed.ts";

/** What a metric counts, in the words of the event catalogue. */
export function sayMetric(metric: Metric): string {
  const time = `${metric.fromMs > 0 ? `from ${formatElapsed(metric.fromMs)} ` : ""}until ${formatElapsed(metric.windowMs)} after the first exposure, ${metric.reach === "app" ? "in its app" : "in all apps"}`;
  return `${counted(metric)}; ${time}. ${metric.better === "more" ? "More" : "Less"} is better.`;
}

function counted(metric: Metric): string {
  switch (metric.kind) {
    case "proportion":
      return `Share of visitors of whom ${sayFilter(metric.of)}`;
    case "mean":
      return `Per visitor, ${sayAmount(metric.amount)}`;
    case "ratio":
      return `${capital(sayAmount(metric.numerator))}, divided by ${sayAmount(metric.denominator)}`;
    case "quantile":
      return `The value that ${Math.round(metric.quantile * 100)} % of events stay below, where ${sayFilter(metric.of)}`;
  }
}

const sayAmount = ({ of, take }: { readonly of: EventFilter; readonly take: "count" | "value" }) =>
  `${take === "count" ? "how often" : "the sum of the value where"} ${sayFilter(of)}`;

/** An event in the catalogue's sentence, with the values that its fields must have. */
function sayFilter({ name, where = {} }: EventFilter): string {
  const fields = Object.entries(where).map(([field, value]) => `${field} is ${value}`);
  return `${catalogue[name].when}${fields.length > 0 ? ` (${fields.join(", ")})` : ""}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
