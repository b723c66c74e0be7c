import type { Random } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import type { SQL } from "drizzle-orm";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { calendarOf, startOf } from "../asking/calendar.ts";
import { type ModelCapacity, readCapacity } from "./capacity.ts";
import { attributeChange, type Change } from "./change.ts";
import { type ClosedWeeks, closedWeeks } from "./closed-weeks.ts";
import { countedNames, type LayerCounts, type PeriodCounts, readLayerCounts } from "./layer-counts.ts";
import {
  type FigureInputs,
  type Figures,
  figuresOf,
  type GroupFigures,
  groupFigures,
  type Members,
  type PeriodInputs,
} from "./layer-groups.ts";
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
    /** What else there is to say of everybody is the flywheel's answer. */
    readonly whole: Figures;
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
 * Nine layers, as a whole and by group: supplied, pulled, ratio, change; and of each group the growth of its demand, what
 * of it was lost, and where its active came from.
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
  const [basis, periods, everybody, members] = await Promise.all([
    readBasis(engine, question, filters, asOfMs, signal),
    readPeriods(engine, question, { now: period, before }, asOfMs, signal),
    readVisitorWeeks(engine, question, asOfMs, { signal }),
    groups && readMembers(engine, question, groups, asOfMs, signal),
  ]);
  const inputs: FigureInputs = { by: breakdown.by, ...periods, weeks, draws, signal };
  const whole = await figuresOf(null, everybody, inputs, random);
  const names = groupNames(breakdown.by, periods.now.told.counts);
  const shown: GroupFigures[] = [];
  if (members) {
    for (const name of names.slice(0, mostGroups)) shown.push(await groupFigures(name, members, inputs, random));
  }
  return {
    ...{ asOfMs, question, basis, weeks, before },
    said: {
      whole,
      groups: shown,
      groupsLeft: Math.max(0, names.length - mostGroups),
      capacity: periods.now.capacity,
      change: before && attributeChange(cohortsOf(everybody, before), cohortsOf(everybody, period)),
    },
  };
}

/** The weeks right before, as many; null where the range does not hold them whole. */
function periodBefore({ first, last }: Period, { firstWhole }: ClosedWeeks): Period | null {
  const before = { first: first - (last - first + 1), last: first - 1 };
  return before.first < firstWhole ? null : before;
}

type Periods = { readonly now: Period; readonly before: Period | null };

/** Both periods are counted in one reading. */
async function readPeriods(
  engine: QuestionEngine,
  question: LayersQuestion,
  { now, before }: Periods,
  asOfMs: number,
  signal: AbortSignal | undefined,
): Promise<Pick<FigureInputs, keyof Periods>> {
  const { breakdown, traffic } = question;
  const calendar = calendarOf(question);
  const rangeOf = ({ first, last }: Period) => ({
    fromMs: startOf(calendar, "week", first),
    toMs: startOf(calendar, "week", last + 1),
  });
  const periods = before ? [before, now] : [now];
  const count = (by: LayersQuestion["breakdown"]) =>
    readLayerCounts(engine, question, { periods: periods.map(rangeOf), breakdown: by }, asOfMs, signal);
  const counts = Promise.all([count({ by: "nothing" }), breakdown.by === "nothing" ? [] : count(breakdown)]);
  const inputsOf = async (period: Period): Promise<PeriodInputs> => {
    const supply = { traffic, ...rangeOf(period) };
    const [[whole, told], capacity, facts] = await Promise.all([
      counts,
      readCapacity(engine, supply, asOfMs, signal),
      readSupplyFacts(engine, supply, asOfMs, signal),
    ]);
    const place = periods.indexOf(period);
    return { period, whole: whole[place] ?? nobody, told: told[place] ?? nobody, capacity, facts };
  };
  const [inputs, old] = await Promise.all([inputsOf(now), before && inputsOf(before)]);
  return { now: inputs, before: old };
}

const nobody: PeriodCounts = { counts: [], paid: [] };

/** What is said of groups and not of the whole: whose growth it is, what was lost. */
async function readMembers(
  engine: QuestionEngine,
  question: LayersQuestion,
  groups: SQL,
  asOfMs: number,
  signal: AbortSignal | undefined,
): Promise<Members> {
  const [trajectories, links, shareOfIncentives] = await Promise.all([
    readVisitorWeeks(engine, question, asOfMs, { signal, groups }),
    readLinks(engine, question, asOfMs, signal),
    readShareOfIncentives(engine, question, asOfMs, signal),
  ]);
  return { trajectories, links, shareOfIncentives };
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
