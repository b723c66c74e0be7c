import { faultsIn } from "@flywheel/experiments";
import { definitionOf, type EventName, Metric } from "@flywheel/vocabulary";
import { suggestKey } from "../../form-parts/suggest-key.ts";

/** What was chosen for a metric of the experiment's own. */
export type OwnChoice = {
  readonly name: string;
  readonly event: EventName;
  /** Empty: whatever the fields say. */
  readonly field: string;
  readonly value: string;
  readonly kind: "did-it" | "how-often" | "sum";
  readonly better: "more" | "less";
};

export type OwnRead =
  | { readonly outcome: "ready"; readonly metric: Metric }
  | { readonly outcome: "refused"; readonly reason: string };

const weekMs = 7 * 86_400_000;

/** A metric over one week in the experiment's app, or why it is none. */
export function ownMetricOf({ name, event, field, value, kind, better }: OwnChoice): OwnRead {
  const of = field === "" ? { name: event } : { name: event, where: { [field]: asFieldValue(value) } };
  const common = { key: suggestKey(name), name, better, fromMs: 0, windowMs: weekMs, reach: "app" };
  const amount = { of, take: kind === "sum" ? "value" : "count" };
  const written =
    kind === "did-it"
      ? { ...common, kind: "proportion", unit: "share", of }
      : { ...common, kind: "mean", unit: kind === "sum" ? unitOf(event) : "times", amount, capPercentile: 0.995 };
  const { success, data, error } = Metric.safeParse(written);
  if (success) return { outcome: "ready", metric: data };
  return { outcome: "refused", reason: faultsIn(error.issues, written)[0]?.says ?? "This is no metric." };
}

/** As the catalogue's field of the value is called: its name carries the unit. */
function unitOf(event: EventName): Metric["unit"] {
  const { value = "" } = definitionOf(event);
  if (/usd/i.test(value)) return "micro-usd";
  if (/credits/i.test(value)) return "credits";
  return /ms$/i.test(value) ? "ms" : "times";
}

function asFieldValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
