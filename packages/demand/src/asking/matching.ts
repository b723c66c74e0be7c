import { conditionOf, events } from "@flywheel/store";
import type { EventFilter, Segment } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { moment } from "./moment.ts";
import type { Scope } from "./scope.ts";
import { membersSql } from "./segment-sql.ts";

/** Simulated or real, until the moment of the answer. Bots are still in it. */
export const ofTraffic = ({ traffic }: Pick<Scope, "traffic">, asOfMs: number): SQL =>
  sql`${events.simulated} = ${traffic === "simulated"} and ${events.ts} <= ${moment(asOfMs)}`;

/** People's events of any app up to the end of the range, however old. */
export const peopleUntil = (scope: Pick<Scope, "traffic" | "toMs">, asOfMs: number): SQL =>
  sql`${ofTraffic(scope, asOfMs)} and ${events.ts} < ${moment(scope.toMs)} and not ${events.bot}`;

/** Events of the scope that fill any of the filters; bots are still in it. No filters: any event. */
export function matchingSql(scope: Scope, filters: readonly EventFilter[], asOfMs: number): SQL {
  return sql`${events.ts} >= ${moment(scope.fromMs)} and ${events.ts} < ${moment(scope.toMs)}
    and ${ofTraffic(scope, asOfMs)}${hereSql(scope)}${anyOf(filters)}`;
}

/** The same of people only, and only of those in the segment. */
export function countedSql(scope: Scope, filters: readonly EventFilter[], asOfMs: number): SQL {
  const matching = sql`${matchingSql(scope, filters, asOfMs)} and not ${events.bot}`;
  return sql`${matching}${inSegment(scope, matching, asOfMs)}`;
}

/** People are asked for their segment, bots are not. */
export const ofBotsOrSegment = (scope: Scope, entering: SQL, asOfMs: number): SQL =>
  scope.segment === null ? sql`` : sql` and (${events.bot} or ${isMember(scope.segment, scope, entering, asOfMs)})`;

export function inSegment(scope: Scope, entering: SQL, asOfMs: number): SQL {
  return scope.segment === null ? sql`` : sql` and ${isMember(scope.segment, scope, entering, asOfMs)}`;
}

function isMember(segment: Segment, scope: Scope, entering: SQL, asOfMs: number): SQL {
  const counted = sql`${ofTraffic(scope, asOfMs)} and not ${events.bot}`;
  return sql`${events.visitorKey} in (${membersSql(segment, entering, counted)})`;
}

export const hereSql = ({ app }: Pick<Scope, "app">): SQL => (app === null ? sql`` : sql` and ${events.app} = ${app}`);

export const fillsAny = (filters: readonly EventFilter[]): SQL =>
  sql`(${sql.join(
    filters.map((filter) => sql`(${conditionOf(filter)})`),
    sql` or `,
  )})`;

/** Names alone are one list: an engine looks a name up in it once, and compares it with each of many alternatives. */
export function anyOf(filters: readonly EventFilter[]): SQL {
  if (filters.length === 0) return sql``;
  const isPlain = ({ where = {} }: EventFilter) => Object.keys(where).length === 0;
  const names = filters.filter(isPlain).map(({ name }) => sql`${name}`);
  const any = [
    ...(names.length === 0 ? [] : [sql`${events.name} in (${sql.join(names, sql`, `)})`]),
    ...filters.filter((it) => !isPlain(it)).map((filter) => sql`(${conditionOf(filter)})`),
  ];
  return sql` and (${sql.join(any, sql` or `)})`;
}
