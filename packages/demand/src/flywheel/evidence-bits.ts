import { conditionOf, events } from "@flywheel/store";
import type { EventName } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import type { Evidence } from "./evidence.ts";

/**
 * One whole number says everything that an event, a request or a week proves: what is proved together is their `bit_or`.
 * `waitedMs` is how long whoever waited must have done so, where the evidence asks for it.
 */
export type EvidenceBits<Name extends string> = {
  /**
   * `(values ...) as proofs(event, plain, more)`: one row per name that proves anything, to be joined with events by it. A
   * name is looked up once, where it would else be compared with every other.
   */
  proofsSql(): SQL;
  /** Of an event joined with its row of `proofs`; its fields are read only where something depends on them. */
  bitsSql(waitedMs?: number | null): SQL;
  /** Whether any of them is in the number. */
  hasAny(bits: SQL, ...names: readonly Name[]): SQL;
};

/** `beside`: what any event proves that fills the condition. */
export function evidenceBits<Name extends string, Beside extends string = never>(
  evidence: Readonly<Record<Name, Evidence>>,
  beside?: Readonly<Record<Beside, SQL>>,
): EvidenceBits<Name | Beside> {
  const named = Object.entries(evidence) as [Name, Evidence][];
  const conditions = Object.entries(beside ?? {}) as [Beside, SQL][];
  const order: readonly string[] = [...named, ...conditions].map(([name]) => name);
  const bit = (name: Name | Beside): number => 2 ** order.indexOf(name);

  function proofs(waitedMs: number | null): ReadonlyMap<EventName, Proof> {
    const byName = new Map<EventName, Proof>();
    for (const [name, { of, waited }] of named) {
      for (const filter of of) {
        const proof = byName.get(filter.name) ?? { plain: 0, more: [] };
        byName.set(filter.name, proof);
        const conditions = [
          ...(Object.keys(filter.where ?? {}).length === 0 ? [] : [conditionOf(filter)]),
          ...(waited ? [sql`${events.value} >= ${waitOf(waitedMs)}`] : []),
        ];
        if (conditions.length === 0) proof.plain |= bit(name);
        else proof.more.push({ condition: sql.join(conditions, sql` and `), bit: bit(name) });
      }
    }
    return byName;
  }

  return {
    proofsSql() {
      const rows = [...proofs(0)].map(
        ([name, { plain, more }]) => sql`(${name}, ${int(plain)}, ${int(more.length === 0 ? 0 : 1)})`,
      );
      return sql`(values ${sql.join(rows, sql`, `)}) as proofs(event, plain, more)`;
    },
    bitsSql(waitedMs = null) {
      const whens = [...proofs(waitedMs)].flatMap(([name, { more }]) =>
        more.length === 0 ? [] : sql`when ${name} then ${sql.join(more.map(ifTrue), sql` | `)}`,
      );
      const ofFields = whens.length === 0 ? sql`0` : sql`case ${events.name} ${sql.join(whens, sql` `)} else 0 end`;
      const all = [
        sql`proofs.plain`,
        sql`case when proofs.more = 1 then ${ofFields} else 0 end`,
        ...conditions.map(([name, condition]) => ifTrue({ condition, bit: bit(name) })),
      ];
      return sql.join(all, sql` | `);
    },
    hasAny: (bits, ...names) => sql`(${bits} & ${int(names.reduce((sum, name) => sum | bit(name), 0))}) <> 0`,
  };
}

/** Forgotten, it would count whoever had hardly waited. */
function waitOf(waitedMs: number | null): number {
  if (waitedMs === null) throw new TypeError("evidence that asks for a wait needs to know how long");
  return waitedMs;
}

type InFields = { readonly condition: SQL; readonly bit: number };
/** What an event proves by its name alone, and what it proves if its fields say so. */
type Proof = { plain: number; readonly more: InFields[] };

const ifTrue = ({ condition, bit }: InFields): SQL => sql`case when ${condition} then ${int(bit)} else 0 end`;
const int = (number: number): SQL => sql.raw(String(number));
