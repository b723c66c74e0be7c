import { events, type QuestionEngine } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { peopleUntil } from "../asking/matching.ts";
import { readNumber } from "../rows.ts";
import type { VisitorWeeks } from "./visitor-weeks.ts";

/** A visitor whose first session carries a link that somebody else made. */
export type Link = {
  readonly visitor: string;
  readonly sharer: string;
  /** In which the link was made. */
  readonly week: number;
};

/** Whoever was brought, at most once: the first touch counts, and of two who claim a link the first to have made it. */
export async function readLinks(
  engine: QuestionEngine,
  question: VisitorWeeks,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly Link[]> {
  const rows = await engine.rows(linksSql(question, asOfMs), signal ? { signal } : {});
  return rows.map(({ visitor, sharer, week }) => ({
    visitor: String(visitor),
    sharer: String(sharer),
    week: readNumber(week) ?? 0,
  }));
}

/** Of every app and however long ago, as origins are: the segment and the range are asked of trajectories, not of links. */
function linksSql(question: VisitorWeeks, asOfMs: number): SQL {
  const people = peopleUntil(question, asOfMs);
  const share = sql`(${events.props} ->> 'shareId')`;
  const order = sql`${events.ts}, ${events.seq}, ${events.id}`;
  const sessions = sql`select ${events.visitorKey} as visitor, ${share} as share,
      (${events.props} ->> 'entry') as entry, (${events.props} ->> 'first') as first,
      row_number() over (partition by ${events.visitorKey} order by ${order}) as place
    from ${events} where ${people} and ${events.name} = 'session.started'`;
  const shares = sql`select ${events.visitorKey} as sharer, ${share} as share,
      ${numberSql(calendarOf(question), "week", sql`${events.ts}`)} as week,
      row_number() over (partition by ${share} order by ${order}, ${events.visitorKey}) as place
    from ${events} where ${people} and ${events.name} = 'share.created'`;
  return sql`select cast(came.visitor as text) as visitor, cast(made.sharer as text) as sharer, made.week as week
    from (${sessions}) came join (${shares}) made on made.share = came.share
    where came.place = 1 and came.entry = 'share' and came.first = 'true' and made.place = 1 and made.sharer <> came.visitor`;
}
