import { readScope, type ScopeView, type Search, scopeOf, writeScope } from "../../by-week/scope.ts";
import { layerIds } from "../../words/layer-names.ts";
import type { FlywheelQuestion, GatedLayer } from "./answer.ts";
import { readBreakdown, writeBreakdown } from "./supplied/breakdown.ts";
import type { Supposed } from "./what-if/what-if-panel.tsx";

export const weekChoices = [4, 8, 13, 26] as const;

/** What a person chooses. */
export type View = {
  readonly scope: ScopeView;
  /** Closed weeks that the answer is about. */
  readonly weeks: (typeof weekChoices)[number];
  /** Stated shares, from 0 to 1; a layer that is not in it has the usual one. */
  readonly targets: Readonly<Partial<Record<GatedLayer, number>>>;
  readonly leaveOutDays: boolean;
  /** By what layers and growth are told apart, as in an address. */
  readonly by: string;
  readonly supposed: Supposed | null;
};

/** The question in an address; what is not understood counts as not said. */
export function readView(search: Search): View {
  return {
    scope: readScope(search),
    weeks: weekChoices.find((it) => it === search.weeks) ?? 8,
    targets: readTargets(search.targets),
    leaveOutDays: search.days === "each",
    by: writeBreakdown(readBreakdown(search.by)),
    supposed: readSupposed(search.if, search.rate),
  };
}

function readSupposed(layer: unknown, rate: unknown): Supposed | null {
  const known = layerIds.find((id) => id === layer);
  return known && typeof rate === "number" && rate >= 0 && rate <= 1 ? { layer: known, rate } : null;
}

function readTargets(stated: unknown): View["targets"] {
  if (typeof stated !== "object" || stated === null) return {};
  const known = layerIds.flatMap((layer) => {
    const rate: unknown = Object.hasOwn(stated, layer) ? (stated as Search)[layer] : undefined;
    return typeof rate === "number" && rate >= 0 && rate <= 1 ? [[layer, rate] as const] : [];
  });
  return Object.fromEntries(known);
}

/** Only what differs from the question that the page opens with. */
export function writeView({ scope, weeks, targets, leaveOutDays, by, supposed }: View): Record<string, unknown> {
  return {
    ...writeScope(scope),
    ...(weeks === 8 ? {} : { weeks }),
    ...(Object.keys(targets).length === 0 ? {} : { targets }),
    ...(leaveOutDays ? { days: "each" } : {}),
    ...(by === "nothing" ? {} : { by }),
    ...(supposed === null ? {} : { if: supposed.layer, rate: supposed.rate }),
  };
}

export const questionOf = ({ scope, weeks, targets, leaveOutDays }: View, nowMs: number): FlywheelQuestion => ({
  ...scopeOf(scope, nowMs),
  ...{ weeks, targets: { ...targets }, leaveOutDays },
});
