import type { EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { events } from "./schema/events.ts";

/**
 * Fields that intake also writes into a column of their own, as they are: a request's id is only a hash there, so a
 * filter reads it from `props`.
 */
const columns: Readonly<Record<string, SQL>> = {
  model: sql`${events.model}`,
  funding: sql`${events.funding}`,
  experiment: sql`${events.experiment}`,
  variant: sql`${events.variant}`,
};

/**
 * A filter of the vocabulary as a condition on a row of `events`. Brackets around `->>`: in DuckDB it binds weaker than
 * `and`.
 */
export function conditionOf({ name, where = {} }: EventFilter): SQL {
  const fields = Object.entries(where).map(
    ([field, value]) => sql`${columns[field] ?? sql`(${events.props} ->> ${field})`} = ${String(value)}`,
  );
  return sql.join([sql`${events.name} = ${name}`, ...fields], sql` and `);
}
