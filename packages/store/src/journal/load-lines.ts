import { once } from "node:events";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { eventLineColumns } from "./event-lines.ts";

const columns = eventLineColumns.join(", ");

/**
 * Inserts lines of events inside the client's transaction; returns how many were new and of nobody who was erased.
 * Through a temporary table, because COPY itself cannot pass over what is known.
 */
export async function loadLines(client: PoolClient, lines: Buffer): Promise<number> {
  await client.query(
    `create temporary table if not exists incoming on commit delete rows as select ${columns} from events with no data`,
  );
  const copy = client.query(copyFrom(`copy incoming (${columns}) from stdin`));
  copy.end(lines);
  await once(copy, "finish");
  const { rowCount } = await client.query(
    `insert into events (${columns}) select ${columns} from incoming where not exists (
      select 1 from removals where removals.kind = 'visitor' and removals.visitor_key = incoming.visitor_key
    ) on conflict do nothing`,
  );
  return rowCount ?? 0;
}
