import type { NetworkEvent, NodeId, RequestId, SessionId } from "@flywheel/vocabulary";
import type { Address, Batch, Epoch, PaymentSession, StoredReceipt, Wallet } from "../state.ts";

/** What a receipt was billed, to whom, and for whose work. */
export type KeptBill = {
  readonly sessionId: SessionId;
  readonly node: NodeId;
  readonly publisher: string;
  readonly billed: bigint;
};

/** What several parts of the state read. Nothing in it is ever removed but from the lists of what waits. */
export type Books = {
  readonly deposits: Map<string, bigint>;
  readonly wallets: Map<Address, Wallet>;
  readonly sessions: Map<SessionId, PaymentSession>;
  /** Sessions that are not settled. */
  readonly open: Set<SessionId>;
  readonly receipts: Map<RequestId, StoredReceipt>;
  /** Signed, not private, in no batch. */
  readonly unbatched: Set<RequestId>;
  readonly bills: Map<RequestId, KeptBill>;
  /** Billed, in no epoch. */
  readonly unpaid: Set<RequestId>;
  /** By root, in the order in which they were saved. */
  readonly batches: Map<string, { batch: Batch; readonly leaves: readonly RequestId[] }>;
  readonly batchOf: Map<RequestId, string>;
  readonly epochs: Epoch[];
};

export const emptyBooks = (): Books => ({
  deposits: new Map(),
  wallets: new Map(),
  sessions: new Map(),
  open: new Set(),
  receipts: new Map(),
  unbatched: new Set(),
  bills: new Map(),
  unpaid: new Set(),
  batches: new Map(),
  batchOf: new Map(),
  epochs: [],
});

/** Called last before a decision is made true: facts that cannot be told leave everything as it was. */
export type Tell = (facts: readonly NetworkEvent[]) => void;

/** The order of PostgreSQL's `collate "C"`, for what ids are made of. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((total, amount) => total + amount, 0n);
