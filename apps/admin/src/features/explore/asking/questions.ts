import type { useTRPC } from "@flywheel/host";
import { areDisjoint, definitionOf, type EventFilter, eventNames } from "@flywheel/vocabulary";
import { breakdownIds, windows } from "../../../by-step/step-words.ts";
import type { Range } from "./period.ts";
import type { View } from "./view.ts";

type Demand = ReturnType<typeof useTRPC>["demand"];
type Asked = Exclude<keyof Demand, "pathKey" | "pathFilter">;
/** As they travel over the wire. */
export type Question<Name extends Asked> = Demand[Name]["~types"]["input"];
export type Answer<Name extends Asked> = Demand[Name]["~types"]["output"];

const scopeOf = ({ app, segment, traffic, zone, week }: View, { fromMs, toMs }: Range) => ({
  app,
  traffic,
  fromMs,
  toMs,
  timeZone: zone,
  weekStart: week,
  segment,
});

export const trendOf = (view: View, range: Range): Question<"trend"> => ({
  ...scopeOf(view, range),
  of: [...view.of],
  interval: view.per,
  breakdown: view.by,
  percentiles: view.of.some(hasValue) ? [0.5, 0.9] : [],
});

/** A path ends at the other event where steps follow each other. */
export const funnelOf = (view: View, range: Range): Question<"funnel"> => ({
  ...scopeOf(view, range),
  steps: [...view.through],
  windowMs: windows[view.within].ms,
  order: view.order,
  exclusions: endingsOf(view).map((of) => ({ of, after: 1, before: view.through.length })),
  breakdown: partsOf(view.through[0]).find((part) => part === view.part) ?? null,
});

export const endingsOf = ({ without, order }: View): readonly EventFilter[] =>
  without === null || order !== "ordered" ? [] : [without];

/** What the first step says at all: by anything else there would be one group. */
export const partsOf = (first: EventFilter | undefined): readonly NonNullable<View["part"]>[] => {
  const fields = first ? definitionOf(first.name).fields.shape : {};
  return breakdownIds.filter((part) => (part !== "model" && part !== "funding") || part in fields);
};

/** Which two an event could be both, so that the server would refuse; null when there are none. */
export function overlapOf(view: View): readonly [one: string, other: string] | null {
  const named = [
    ...view.through.map((of, at) => ({ of, name: `step ${at + 1}` })),
    ...endingsOf(view).map((of) => ({ of, name: "what ends the path" })),
  ];
  for (const [at, one] of named.entries()) {
    const other = named.slice(at + 1).find((it) => !areDisjoint(one.of, it.of));
    if (other) return [one.name, other.name];
  }
  return null;
}

export const retentionOf = (view: View, range: Range): Question<"retention"> => ({
  ...scopeOf(view, range),
  start: view.start,
  return: view.back,
  type: view.who,
  mode: view.returns,
  interval: longer(view.per),
  clock: view.clock,
  periods: view.periods,
});

export const lifecycleOf = (view: View, range: Range): Question<"lifecycle"> => ({
  ...scopeOf(view, range),
  of: [...view.of],
  interval: longer(view.per),
});

export const stickinessOf = (view: View, range: Range): Question<"stickiness"> => ({
  ...scopeOf(view, range),
  of: [...view.of],
  everyDays: view.every,
});

export const powerCurveOf = (view: View, range: Range): Question<"powerCurve"> => ({
  ...scopeOf(view, range),
  of: [...view.of],
});

const done = eventNames.filter((name) => definitionOf(name).writer === "browser");

export const pathsOf = (view: View, range: Range): Question<"paths"> => ({
  ...scopeOf(view, range),
  from: view.from,
  direction: view.direction,
  places: view.places === "all" ? null : done,
  repeats: view.repeats,
  steps: view.steps,
});

export const valuesOf = (view: View, range: Range): Question<"valueDistribution"> => {
  const take = view.take === "value" && hasValue(view.amount) ? "value" : "count";
  return {
    ...scopeOf(view, range),
    amount: { of: view.amount, take },
    among: view.among,
    percentiles: [0.25, 0.5, 0.75, 0.9, 0.99],
    bounds: take === "count" ? [1, 2, 3, 5, 10, 20, 50, 100] : boundsOf(view.amount),
    topPerMille: [10, 100, 200, 500],
  };
};

export const unmetOf = (view: View, range: Range): Question<"unmetDemand"> => ({
  ...scopeOf(view, range),
  statedWaitMs: view.wait * 1_000,
});

export const hasValue = ({ name }: EventFilter): boolean => definitionOf(name).value !== undefined;

/** No other question is asked by the hour. */
export const longer = (per: View["per"]): "day" | "week" | "month" => (per === "hour" ? "day" : per);

/** Amounts of a thousandfold unit are spread over other sizes than whole things. */
function boundsOf({ name }: EventFilter): number[] {
  const unit = definitionOf(name).value ?? "";
  if (unit.endsWith("MicroUsd")) return [1, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
  if (unit.endsWith("Ms")) return [1, 1_000, 5_000, 10_000, 30_000, 60_000, 300_000];
  return [1, 10, 50, 100, 500, 1_000, 5_000, 10_000];
}
