import type { MockReceipt } from "@flywheel/receipts";
import type { NetworkEvent, NodeId, RequestId } from "@flywheel/vocabulary";
import type { SettlementType } from "./state.ts";

/** What a batch's leaf is made of, in the order of the batch. */
export type BatchedReceipt = {
  readonly requestId: RequestId;
  readonly receipt: MockReceipt;
  readonly issuedMs: number;
  readonly settlement: SettlementType;
};

export type Batch = {
  /** Merkle root, hex without 0x. */
  readonly root: string;
  readonly because: "size" | "idle" | "age";
  readonly flushedMs: number;
  readonly confirmedMs: number | null;
  /** A content address; it says mock. */
  readonly blobId: string;
  readonly size: number;
};

export type BatchState = {
  /** Signed receipts in no batch, not private, oldest first. */
  unbatched(limit: number): Promise<readonly BatchedReceipt[]>;
  /** False, and nothing kept, if one of the receipts is in a batch already. The leaves' order is that of `requestIds`. */
  saveBatch(
    batch: Omit<Batch, "confirmedMs" | "size">,
    requestIds: readonly RequestId[],
    facts: readonly NetworkEvent[],
  ): Promise<boolean>;
  /** Oldest first. */
  unconfirmedBatches(limit: number): Promise<readonly Batch[]>;
  /** False if it was confirmed before. */
  confirmBatch(root: string, atMs: number, facts: readonly NetworkEvent[]): Promise<boolean>;
  /** The batch of a request and all its leaves in order; null while it has none. */
  batchOf(
    requestId: RequestId,
  ): Promise<{ readonly batch: Batch; readonly receipts: readonly BatchedReceipt[] } | null>;
  /** Newest first. */
  batches(limit: number): Promise<readonly Batch[]>;
};

/** A receipt that can be paid out: billed, its session settled, its batch confirmed (or private), in no epoch. */
export type PayableReceipt = {
  readonly requestId: RequestId;
  readonly receipt: MockReceipt;
  readonly node: NodeId;
  readonly publisher: string;
  /** What was billed for it: the gross that is split. More than 0. */
  readonly gross: bigint;
};

export type Party =
  | { readonly kind: "node"; readonly node: NodeId }
  | { readonly kind: "publisher"; readonly publisher: string }
  | { readonly kind: "full-nodes" };

export type Payout = {
  readonly party: Party;
  readonly fees: bigint;
  /** Minted beside the fees: the subsidy. */
  readonly rewards: bigint;
  /** What the party's machines cost in this epoch, by our assumption. */
  readonly cost: bigint;
};

export type Epoch = {
  /** 0, 1, 2, ... without a gap. */
  readonly number: number;
  readonly openedMs: number;
  readonly closedMs: number;
  readonly receipts: number;
  readonly gross: bigint;
  readonly withheld: bigint;
  readonly payouts: readonly Payout[];
};

export type EpochState = {
  /** Oldest first. */
  payable(limit: number): Promise<readonly PayableReceipt[]>;
  /** False, and nothing kept, if the number is taken or one of the receipts is in an epoch already. */
  saveEpoch(
    epoch: Omit<Epoch, "receipts">,
    members: { readonly paid: readonly RequestId[]; readonly withheld: readonly RequestId[] },
    facts: readonly NetworkEvent[],
  ): Promise<boolean>;
  /** Newest first. */
  epochs(limit: number): Promise<readonly Epoch[]>;
};
