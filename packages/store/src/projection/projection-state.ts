import type { Blocks, Witness, Xid } from "./source.ts";

/** Changes when the tables or the meaning of the state do: a file of another format is made anew. */
export const format = 1;

/** What the file knows about itself, changed in the same transaction as its rows. */
export type ProjectionState = {
  readonly format: typeof format;
  /** The database and the tables that it was copied from. */
  readonly origin: string;
  /** Removals of lower transactions have been done here too. */
  readonly removedUntil: Xid;
  /** Some rows of the first copy are still missing. */
  readonly isRebuilding: boolean;
  readonly tables: Readonly<Record<"events" | "network_events", TableState>>;
  /** A number that no part has had. */
  readonly nextPart: number;
};

export type TableState = {
  /**
   * Rows of lower transactions are here. It follows the last row, not the last look: a transaction that was seen to have
   * ended without a trace may have its number used again after a crash of the database.
   */
  readonly cursor: Xid;
  readonly witness: Witness | null;
  /** A reading of whole blocks that has not come to its end. */
  readonly scan: Scan | null;
  /** The part in order, and those where rows arrive: new ones go to the last. */
  readonly sorted: number | null;
  readonly recent: readonly number[];
};

/** Rows of transactions in [from, until), block by block; those before `blocks.first` are here. */
export type Scan = { readonly from: Xid; readonly until: Xid; readonly blocks: Blocks };

export const after = (xid: Xid): Xid => String(BigInt(xid) + 1n);
export const isBelow = (a: Xid, b: Xid): boolean => BigInt(a) < BigInt(b);
export const lower = (a: Xid, b: Xid): Xid => (isBelow(a, b) ? a : b);

export function lastOf(parts: readonly number[]): number {
  const last = parts.at(-1);
  if (last === undefined) throw new RangeError("there is always a part where rows arrive");
  return last;
}
