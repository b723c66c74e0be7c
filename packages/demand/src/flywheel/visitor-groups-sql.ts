import { events } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { matchingSql } from "../asking/matching.ts";
import type { Scope } from "../asking/scope.ts";
import type { Breakdown } from "./breakdown.ts";

/** The group of whoever saw several variants: no variant is called so. */
export const sawSeveral = "*";

/**
 * `select visitor, grouped`: of whom a statement about groups of visitors is. Who used two apps, models or fundings is in
 * both groups, with everything that they did. A visitor has one cohort, their first week of the range, and one variant:
 * who saw several is in the group of none, but in one of their own. Null where nothing is told apart.
 */
export function visitorGroupsSql(scope: Scope, breakdown: Breakdown, asOfMs: number): SQL | null {
  const people = sql`${matchingSql(scope, [], asOfMs)} and not ${events.bot}`;
  const each = (group: SQL, where: SQL) =>
    sql`select ${events.visitorKey} as visitor, ${group} as grouped from ${events} where ${people}${where} group by 1, 2`;
  const one = (group: SQL, where: SQL) =>
    sql`select ${events.visitorKey} as visitor, ${group} as grouped from ${events} where ${people}${where} group by 1`;
  switch (breakdown.by) {
    case "nothing":
      return null;
    case "app":
      return each(sql`${events.app}`, sql``);
    case "model":
      return each(
        sql`${events.model}`,
        sql` and ${events.name} = 'inference.requested' and ${events.model} is not null`,
      );
    case "funding":
      return each(
        sql`${events.funding}`,
        sql` and ${events.name} = 'payment.settled' and ${events.funding} is not null`,
      );
    case "cohort": {
      // Text that sorts as its number does.
      const week = numberSql(calendarOf(scope), "week", sql`min(${events.ts})`);
      return one(sql`lpad(cast(cast(${week} as bigint) as text), 6, '0')`, sql``);
    }
    case "variant":
      return one(
        sql`case when min(${events.variant}) = max(${events.variant}) then min(${events.variant}) else ${sawSeveral} end`,
        sql` and ${events.name} = 'experiment.exposed' and ${events.experiment} = ${breakdown.experiment}`,
      );
  }
}
