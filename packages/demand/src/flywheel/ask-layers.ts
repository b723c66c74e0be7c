import type { Random } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { calendarOf, startOf } from "../asking/calendar.ts";
import { type ModelCapacity, readCapacity } from "./capacity.ts";
import { attributeChange, type Change } from "./change.ts";
import { type ClosedWeeks, closedWeeks } from "./closed-weeks.ts";
import { countedNames, type LayerCounts, readLayerCounts } from "./layer-counts.ts";
import { type GroupFigures, type GroupInputs, groupFigures, type PeriodInputs } from "./layer-groups.ts";
import { type LayersQuestion, mostGroups } from "./layers-question.ts";
import { readLinks } from "./links.ts";
import { cohortsOf, type Period } from "./period-counts.ts";
import { readShareOfIncentives } from "./read-withdrawn.ts";
import { readSupplyFacts } from "./supply-facts.ts";
import { visitorGroupsSql } from "./visitor-groups-sql.ts";
import { readVisitorWeeks } from "./visitor-weeks.ts";

export type LayersAnswer = Answered<LayersQuestion> & {
  /** Null while no week is over; then nothing else is said. */
  readonly weeks: ClosedWeeks | null;
  /** As many weeks right before; null where the range does not reach back so far, and then nothing has changed. */
  readonly before: Period | null;
  readonly said: {
    readonly whole: GroupFigures;
    /** Most visitors first; empty where nothing is told apart. */
    readonly groups: readonly GroupFigures[];
    /** Groups with fewer visitors than those. */
    readonly groupsLeft: number;
    readonly capacity: readonly ModelCapacity[];
    /** Of purchased requests, from the period before, by app and gate; null without one. */
    readonly change: Change | null;
  } | null;
};

/**
 * Nine layers, as a whole and by group: supplied, pulled, ratio, change; the growth of each group's demand, what of it was
 * lost, and where its active came from.
 */
export async function answerLayers(
  engine: QuestionEngine,
  question: LayersQuestion,
  asOfMs: number,
  { random, signal }: { readonly random: Random; readonly signal?: AbortSignal | undefined },
): Promise<LayersAnswer> {
  const { breakdown, draws } = question;
  const filters = countedNames.map((name) => ({ name }));
  const weeks = closedWeeks(question, asOfMs, question.weeks);
  if (weeks === null) {
    const basis = await readBasis(engine, question, filters, asOfMs, signal);
    return { asOfMs, question, basis, weeks, before: null, said: null };
  }
  const period = { first: weeks.first, last: weeks.lastClosed };
  const before = periodBefore(period, weeks);
  const groups = visitorGroupsSql(question, breakdown, asOfMs) ?? undefined;
  const read = (of: Period) => readPeriod(engine, question, of, asOfMs, signal);
  const [basis, now, old, links, shareOfIncentives, everybody, told] = await Promise.all([
    readBasis(engine, question, filters, asOfMs, signal),
    read(period),
    before && read(before),
    readLinks(engine, question, asOfMs, signal),
    readShareOfIncentives(engine, question, asOfMs, signal),
    readVisitorWeeks(engine, question, asOfMs, { signal }),
    groups && readVisitorWeeks(engine, question, asOfMs, { signal, groups }),
  ]);
  const inputs: GroupInputs = { by: breakdown.by, now, before: old, links, shareOfIncentives, weeks, draws, signal };
  const names = groups ? groupNames(breakdown.by, now.counts) : [];
  const whole = await groupFigures(null, everybody, inputs, random);
  const shown: GroupFigures[] = [];
  for (const name of names.slice(0, mostGroups)) shown.push(await groupFigures(name, told ?? [], inputs, random));
  return {
    ...{ asOfMs, question, basis, weeks, before },
    said: {
      whole,
      groups: shown,
      groupsLeft: Math.max(0, names.length - mostGroups),
      capacity: now.capacity,
      change: before && attributeChange(cohortsOf(everybody, before), cohortsOf(everybody, period)),
    },
  };
}

/** The weeks right before, as many; null where the range does not hold them whole. */
function periodBefore({ first, last }: Period, { firstWhole }: ClosedWeeks): Period | null {
  const before = { first: first - (last - first + 1), last: first - 1 };
  return before.first < firstWhole ? null : before;
}

async function readPeriod(
  engine: QuestionEngine,
  question: LayersQuestion,
  period: Period,
  asOfMs: number,
  signal: AbortSignal | undefined,
): Promise<PeriodInputs> {
  const calendar = calendarOf(question);
  const range = {
    fromMs: startOf(calendar, "week", period.first),
    toMs: startOf(calendar, "week", period.last + 1),
  };
  const { breakdown, traffic } = question;
  const count = (by: LayersQuestion["breakdown"], perModel: boolean) =>
    readLayerCounts(engine, { ...question, ...range }, by, asOfMs, { signal, known: question, perModel });
  const told = breakdown.by !== "nothing";
  const [whole, wholeByModel, counts, byModel, capacity, facts] = await Promise.all([
    count({ by: "nothing" }, false),
    count({ by: "nothing" }, true),
    told ? count(breakdown, false) : [],
    told ? count(breakdown, true) : [],
    readCapacity(engine, { traffic, ...range }, asOfMs, signal),
    readSupplyFacts(engine, { traffic, ...range }, asOfMs, signal),
  ]);
  return { period, whole, wholeByModel, counts, byModel, capacity, facts };
}

/** Most visitors first. What belongs to no request has no model and no funding, and is no group of requests. */
function groupNames(by: LayersQuestion["breakdown"]["by"], counts: readonly LayerCounts[]): readonly string[] {
  const visitors = new Map<string, number>();
  for (const it of counts) visitors.set(it.group, (visitors.get(it.group) ?? 0) + it.visitors);
  return [...visitors]
    .filter(([group]) => group !== "" || by === "variant")
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([group]) => group);
}
