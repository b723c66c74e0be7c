import { conditionOf, events } from "@flywheel/store";
import { newForMs, type Segment, type VisitorCondition } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { moment, span } from "./moment.ts";

/**
 * `select visitor`: whoever is in the segment at their first event that `entering` holds for. `counted` says which events
 * may speak of what they did before; no range and no app among it.
 */
export function membersSql({ all }: Segment, entering: SQL, counted: SQL): SQL {
  const entered = sql`select ${events.visitorKey} as visitor, ${events.ts} as entered, ${events.device} as device,
      ${events.browser} as browser, ${events.app} as app, ${events.build} as build,
      row_number() over (partition by ${events.visitorKey} order by ${events.ts}, ${events.seq}, ${events.id}) as place
    from ${events} where ${entering}`;
  const traits = all.flatMap((it) => (it.kind === "property" ? traitSql(it) : []));
  const history = all.flatMap((it) => (it.kind === "property" ? [] : historySql(it)));
  const first = sql`select visitor, entered from (${entered}) met where ${and([sql`place = 1`, ...traits])}`;
  if (history.length === 0) return sql`select visitor from (${first}) who`;
  return sql`select who.visitor from (${first}) who
    join ${events} on ${events.visitorKey} = who.visitor and ${events.ts} <= who.entered and ${counted}
    group by who.visitor, who.entered having ${and(history)}`;
}

function traitSql({ property, in: values }: Extract<VisitorCondition, { kind: "property" }>): SQL {
  const list = sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
  return sql`coalesce(${sql.raw(property)} in (${list}), false)`;
}

function historySql(condition: Exclude<VisitorCondition, { kind: "property" }>): SQL {
  if (condition.kind === "tenure") {
    const isNew = sql`min(${events.ts}) >= who.entered - ${span(newForMs)}`;
    return condition.is === "new" ? isNew : sql`not (${isNew})`;
  }
  if (condition.kind === "cohort") return cohortSql(condition);
  const { of, did, atLeast, withinMs } = condition;
  const since = withinMs === null ? sql`` : sql` and ${events.ts} >= who.entered - ${span(withinMs)}`;
  const times = sql`sum(case when ${conditionOf(of)} and ${events.ts} < who.entered${since} then 1 else 0 end)`;
  return sql`${times} ${sql.raw(did ? ">=" : "<")} ${sql.raw(String(atLeast))}`;
}

/** Of what is joined, which ends with the moment of entry: whoever has done nothing of it by then is not in it. */
function cohortSql({ of, fromMs, toMs }: Extract<VisitorCondition, { kind: "cohort" }>): SQL {
  const first = of === null ? sql`min(${events.ts})` : sql`min(case when ${conditionOf(of)} then ${events.ts} end)`;
  return sql`${first} >= ${moment(fromMs)} and ${first} < ${moment(toMs)}`;
}

const and = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);
