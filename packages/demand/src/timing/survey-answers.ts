import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { type EventFilter, journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { countedSql, hereSql, ofTraffic } from "../asking/matching.ts";
import type { Scope } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";
import type { SurveyAnswers } from "./survey.ts";

/** What activated visitors answered in the range: the last answer of each, if they had kept an output there until then. */
export async function readSurveyAnswers(
  engine: QuestionEngine,
  scope: Scope,
  survey: string,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<SurveyAnswers> {
  const rows = await engine.rows(answersSql(scope, survey, asOfMs), signal ? { signal } : {});
  const of = (answer: string) => readNumber(rows.find((row) => row.answer === answer)?.visitors) ?? 0;
  return { very: of("very"), somewhat: of("somewhat"), not: of("not"), notApplicable: of("not-applicable") };
}

function answersSql(scope: Scope, survey: string, asOfMs: number): SQL {
  const answered: EventFilter = { name: "survey.answered", where: { survey } };
  return sql`with answers as ( -- one row per answer; place 1 is its visitor's last
    select ${events.visitorKey} as visitor, ${events.ts} as said, (${events.props} ->> 'answer') as answer,
      row_number() over (partition by ${events.visitorKey} order by ${events.ts} desc, ${events.seq} desc, ${events.id} desc) as place
    from ${events} where ${countedSql(scope, [answered], asOfMs)}
  ),
  activated as ( -- one row per visitor who ever kept an output, of the app that the survey is about
    select ${events.visitorKey} as visitor, min(${events.ts}) as since
    from ${events} where ${ofTraffic(scope, asOfMs)} and not ${events.bot}${hereSql(scope)} and ${conditionOf(journey.kept)}
    group by ${events.visitorKey}
  )
  select answers.answer as answer, count(*) as visitors
  from answers join activated on activated.visitor = answers.visitor
  where answers.place = 1 and activated.since <= answers.said group by 1`;
}
