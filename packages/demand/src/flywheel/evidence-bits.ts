import { conditionOf, events } from "@flywheel/store";
import type { EventFilter, EventName } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { type Evidence, type EvidenceName, evidence } from "./evidence.ts";

/** One whole number says everything that an event, a request or a week proves: what is proved together is their `bit_or`. */
export type Bit = EvidenceName | "studio" | "chat";

const named = Object.entries(evidence) as [EvidenceName, Evidence][];
const order: readonly Bit[] = [...named.map(([name]) => name), "studio", "chat"];
const bit = (name: Bit): number => 2 ** order.indexOf(name);

/** What an event proves by its name alone, and what it proves if its fields say so. */
type Proof = { plain: number; readonly more: SQL[] };

/**
 * `(values ...) as proofs(event, plain, more)`: one row per name that proves anything, to be joined with events by it. A name
 * is looked up once, where it would else be compared with every other.
 */
export function proofsSql(statedWaitMs: number): SQL {
  const rows = [...proofs(statedWaitMs)].map(
    ([name, { plain, more }]) => sql`(${name}, ${int(plain)}, ${int(more.length === 0 ? 0 : 1)})`,
  );
  return sql`(values ${sql.join(rows, sql`, `)}) as proofs(event, plain, more)`;
}

/** Of an event joined with its row of `proofs`; its fields are read only where something depends on them. */
export function bitsSql(statedWaitMs: number): SQL {
  const whens = [...proofs(statedWaitMs)].flatMap(([name, { more }]) =>
    more.length === 0 ? [] : sql`when ${name} then ${sql.join(more, sql` + `)}`,
  );
  return sql`proofs.plain + case when proofs.more = 1 then case ${events.name} ${sql.join(whens, sql` `)} else 0 end else 0 end
    + case ${events.app} when 'image-studio' then ${int(bit("studio"))} when 'chat' then ${int(bit("chat"))} else 0 end`;
}

function proofs(statedWaitMs: number): ReadonlyMap<EventName, Proof> {
  const byName = new Map<EventName, Proof>();
  for (const [name, { of, waited }] of named) {
    for (const filter of of as readonly EventFilter[]) {
      const proof = byName.get(filter.name) ?? { plain: 0, more: [] };
      byName.set(filter.name, proof);
      const conditions = [
        ...(Object.keys(filter.where ?? {}).length === 0 ? [] : [conditionOf(filter)]),
        ...(waited ? [sql`${events.value} >= ${statedWaitMs}`] : []),
      ];
      if (conditions.length === 0) proof.plain += bit(name);
      else proof.more.push(sql`case when ${sql.join(conditions, sql` and `)} then ${int(bit(name))} else 0 end`);
    }
  }
  return byName;
}

/** Whether any of them is in the number. */
export const hasAny = (bits: SQL, ...names: readonly Bit[]): SQL =>
  sql`(${bits} & ${int(names.reduce((sum, name) => sum + bit(name), 0))}) <> 0`;

const int = (number: number): SQL => sql.raw(String(number));
