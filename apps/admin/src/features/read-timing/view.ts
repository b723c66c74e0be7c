import { type Segment, Slug } from "@flywheel/vocabulary";
import { isMoment, readScope, type ScopeView, type Search, scopeOf, writeScope } from "../../by-week/scope.ts";
import { isSame, readSegment, writeSegment } from "../../segments/segment-address.ts";
import { readTargets, type Targets, writeTargets } from "../../stated/targets.ts";
import type { TimingQuestion } from "./answer.ts";
import { readThresholds, type StatedThresholds } from "./thresholds.ts";

/** A segment that somebody said they would look at, and when. */
export type Declared = { readonly segment: Segment; readonly atMs: number };

/** What a person chooses. */
export type View = {
  readonly scope: ScopeView;
  /** Who is not organic: who was ever granted credits, or also who first came by a campaign. */
  readonly incentives: "grants" | "grants-and-campaigns";
  /** Key of the survey that asks how disappointed somebody would be; null when none does. */
  readonly survey: string | null;
  readonly declared: readonly Declared[];
  readonly targets: Targets;
  readonly thresholds: StatedThresholds;
};

/** As many as the server takes. */
export const mostDeclared = 20;

export const isSurveyKey = (text: string): boolean => Slug.safeParse(text).success;

/** The question in an address; what is not understood counts as not said. */
export function readView(search: Search): View {
  const { incentives, survey, declared } = search;
  return {
    scope: readScope(search),
    incentives: incentives === "grants" ? "grants" : "grants-and-campaigns",
    survey: typeof survey === "string" && isSurveyKey(survey) ? survey : null,
    declared: Array.isArray(declared) ? onceEach(declared.flatMap(readDeclared)).slice(0, mostDeclared) : [],
    targets: readTargets(search.targets),
    thresholds: readThresholds(search.thresholds),
  };
}

function readDeclared(entry: unknown): readonly Declared[] {
  if (typeof entry !== "object" || entry === null) return [];
  const { segment: written, atMs } = entry as Search;
  const segment = readSegment(written);
  return segment && isMoment(atMs) ? [{ segment, atMs }] : [];
}

/** Looked at twice, a segment would cost certainty twice and say nothing more. */
const onceEach = (declared: readonly Declared[]) =>
  declared.filter((it, place) => !isDeclared(it, declared.slice(0, place)));

export const isDeclared = ({ segment, atMs }: Declared, among: readonly Declared[]): boolean =>
  among.some((it) => it.atMs === atMs && isSame(it.segment, segment));

/** Only what differs from the question that the page opens with. */
export function writeView({ scope, incentives, survey, declared, targets, thresholds }: View): Record<string, unknown> {
  return {
    ...writeScope(scope),
    ...(incentives === "grants-and-campaigns" ? {} : { incentives }),
    ...(survey === null ? {} : { survey }),
    ...(declared.length === 0
      ? {}
      : { declared: declared.map(({ segment, atMs }) => ({ segment: writeSegment(segment), atMs })) }),
    ...writeTargets(targets),
    ...(Object.keys(thresholds).length === 0 ? {} : { thresholds }),
  };
}

export const questionOf = (
  { scope, incentives, survey, declared, targets, thresholds }: View,
  nowMs: number,
): TimingQuestion => ({
  ...scopeOf(scope, nowMs),
  ...{ incentives, survey },
  declared: declared.map(({ segment, atMs }) => ({ segment, declaredAtMs: atMs })),
  targets: { ...targets },
  thresholds: { ...thresholds },
});
