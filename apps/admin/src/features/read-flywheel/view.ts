import { readScope, type ScopeView, type Search, scopeOf, writeScope } from "../../by-week/scope.ts";
import { readTargets, type Targets, writeTargets } from "../../stated/targets.ts";
import { layerIds } from "../../words/layer-names.ts";
import type { FlywheelQuestion } from "./answer.ts";
import { readBreakdown, writeBreakdown } from "./supplied/breakdown.ts";
import type { Supposed } from "./what-if/what-if-panel.tsx";

export const weekChoices = [4, 8, 13, 26] as const;

/** What a person chooses. */
export type View = {
  readonly scope: ScopeView;
  /** Closed weeks that the answer is about. */
  readonly weeks: (typeof weekChoices)[number];
  readonly targets: Targets;
  /** Whether a name that is found is looked at without each day in turn. */
  readonly leaveOutDays: boolean;
  /** By what layers and growth are told apart, as in an address. */
  readonly by: string;
  /** One of those groups, to be seen in full; null where nothing is told apart. */
  readonly group: string | null;
  readonly supposed: Supposed | null;
};

/** The question in an address; what is not understood counts as not said. */
export function readView(search: Search): View {
  return {
    scope: readScope(search),
    weeks: weekChoices.find((it) => it === search.weeks) ?? 8,
    targets: readTargets(search.targets),
    leaveOutDays: search.days !== "all",
    by: writeBreakdown(readBreakdown(search.by)),
    group: readGroup(search),
    supposed: readSupposed(search.if, search.rate),
  };
}

/** A name that somebody gave to a variant or a model, and no longer than those are; an empty one is a group too. */
const readGroup = ({ by, group }: Search): string | null =>
  readBreakdown(by).by !== "nothing" && typeof group === "string" && group.length <= 200 ? group : null;

function readSupposed(layer: unknown, rate: unknown): Supposed | null {
  const known = layerIds.find((id) => id === layer);
  return known && typeof rate === "number" && rate >= 0 && rate <= 1 ? { layer: known, rate } : null;
}

/** Only what differs from the question that the page opens with. */
export function writeView({ scope, weeks, targets, leaveOutDays, by, group, supposed }: View): Record<string, unknown> {
  return {
    ...writeScope(scope),
    ...(weeks === 8 ? {} : { weeks }),
    ...writeTargets(targets),
    ...(leaveOutDays ? {} : { days: "all" }),
    ...(by === "nothing" ? {} : { by }),
    ...(group === null ? {} : { group }),
    ...(supposed === null ? {} : { if: supposed.layer, rate: supposed.rate }),
  };
}

/** Of all days; without each in turn it is asked once there is a name. */
export const questionOf = ({ scope, weeks, targets }: View, nowMs: number): FlywheelQuestion => ({
  ...scopeOf(scope, nowMs),
  ...{ weeks, targets: { ...targets }, leaveOutDays: false },
});
