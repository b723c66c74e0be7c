import type { ExperimentDefinition } from "@flywheel/experiments";
import { conditionOf, events } from "@flywheel/store";
import type { AppId, DeviceClass, EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { moment } from "./moment.ts";

/**
 * Who is looked at, from when on: one row per visitor with `visitor`, `entered` (what anchors their windows), `arm`,
 * `single` (in one arm only), and `device`, `browser`, `app`, `build` of that moment.
 */
export type Entries = SQL;

export type Period = { readonly simulated: boolean; readonly asOfMs: number };

/** Bots never, and simulated visitors never beside real ones. */
export const counted = ({ simulated, asOfMs }: Period): SQL =>
  sql`not ${events.bot} and ${events.simulated} = ${simulated} and ${events.ts} <= ${moment(asOfMs)}`;

/** Everybody exposed in a phase, at their first exposure; two who were met at one instant are told apart by order. */
export const exposuresOf = ({ key }: ExperimentDefinition, phase: number, period: Period): Entries =>
  entriesWhere(sql`${events.name} = 'experiment.exposed' and ${events.experiment} = ${key}
      and (${events.props} ->> 'phase') = ${String(phase)} and ${counted(period)}`);

/** As if everybody who came between two moments had been exposed when they first opened one of the apps (null: any). */
export function visitsOf(
  { apps, devices }: { readonly apps: readonly AppId[] | null; readonly devices: readonly DeviceClass[] | null },
  fromMs: number,
  period: Period,
): Entries {
  const opened: EventFilter = { name: "app.opened" };
  return entriesWhere(sql`${conditionOf(opened)} and ${among(events.app, apps)} and ${among(events.device, devices)}
      and ${events.ts} >= ${moment(fromMs)} and ${counted(period)}`);
}

function among(column: typeof events.app | typeof events.device, names: readonly string[] | null): SQL {
  if (names === null) return sql`true`;
  if (names.length === 0) return sql`false`;
  const each = names.map((name) => sql`${name}`);
  return sql`${column} in (${sql.join(each, sql`, `)})`;
}

/** Ranked, not aggregated in order: three times as fast on the projection. */
function entriesWhere(condition: SQL): Entries {
  const ofVisitor = sql`over (partition by ${events.visitorKey})`;
  return sql`select visitor, entered, arm, single, device, browser, app, build from (
      select ${events.visitorKey} as visitor, ${events.ts} as entered, ${events.variant} as arm,
        ${events.device} as device, ${events.browser} as browser, ${events.app} as app, ${events.build} as build,
        coalesce(min(${events.variant}) ${ofVisitor} = max(${events.variant}) ${ofVisitor}, true) as single,
        row_number() over (partition by ${events.visitorKey} order by ${events.ts}, ${events.seq}, ${events.id}) as place
      from ${events} where ${condition}
    ) met where place = 1`;
}
