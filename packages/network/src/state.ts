import type { Receipt } from "@flywheel/receipts";
import type { NetworkEvent, NodeId, RequestId, SessionId } from "@flywheel/vocabulary";
import type { BatchState, EpochState } from "./state-of-settlement.ts";

export type * from "./state-of-settlement.ts";

/**
 * What the network needs kept: keys, receipts, and the ledger of the mock asset. Amounts are mOPG in its smallest unit
 * (18 decimals), as bigint. Nothing is decided here: every method keeps one decision whole or not at all, and says
 * whether it did. `facts` are stored with the decision, in one step: money that moved was told, and the other way round.
 */
export type NetworkState = KeyState & LedgerState & ReceiptState & BatchState & EpochState & DialState;

/** A node's secret, made once and kept: PKCS#8 DER, base64. */
export type NodeKey = { readonly name: string; readonly privateKey: string; readonly publicKey: string };

/** An app's P-256 secret, made once and kept: PKCS#8 and SPKI DER, base64. */
export type WalletKey = { readonly app: string; readonly privateKey: string; readonly publicKey: string };

export type KeyState = {
  nodeKeys(): Promise<readonly NodeKey[]>;
  /** Keeps a key for a node that has none; the first one stays. */
  saveNodeKey(key: NodeKey): Promise<void>;
  walletKey(app: string): Promise<WalletKey | null>;
  /** Keeps a key for an app that has none; the first one stays. */
  saveWalletKey(key: WalletKey): Promise<void>;
};

/** `0x` and 40 hex digits. */
export type Address = string;

export type Wallet = {
  /** What was paid in, less what was settled. */
  readonly balance: bigint;
  /** Caps of open sessions: promised, not paid. Never more than the balance. */
  readonly reserved: bigint;
};

/** One signed promise to pay at most `cap`, and what was billed to it. */
export type PaymentSession = {
  readonly id: SessionId;
  readonly payer: Address;
  /** Of the signed payload; no two sessions of a payer share one. */
  readonly nonce: string;
  /** keccak256 of the signed payload's canonical JSON, hex: what receipts name as their payment. */
  readonly paymentHash: string;
  readonly cap: bigint;
  readonly openedMs: number;
  /** No request is billed after it. */
  readonly deadlineMs: number;
  /** When a request was last let in or billed. */
  readonly usedMs: number;
  readonly requests: number;
  /** Never more than the cap. */
  readonly billed: bigint;
  /** Served, but beyond the cap or after the settlement: nobody pays for it. */
  readonly unbilled: bigint;
  readonly settled: null | {
    readonly because: SettledBecause;
    readonly atMs: number;
    /** A hash; it says `mock` in what it hashes. */
    readonly transaction: string;
  };
};

export type SettledBecause = "idle" | "exhausted" | "deadline";

export type NewSession = Pick<
  PaymentSession,
  "id" | "payer" | "nonce" | "paymentHash" | "cap" | "openedMs" | "deadlineMs"
>;

export type LedgerState = {
  /** Pays into a wallet. Once for each id. */
  deposit(deposit: {
    readonly id: string;
    readonly wallet: Address;
    readonly amount: bigint;
    readonly atMs: number;
  }): Promise<void>;
  /** A wallet that nobody paid into holds nothing. */
  wallet(address: Address): Promise<Wallet>;
  /** Reserves the cap. Of two sessions with one nonce the first is opened; of two that the balance covers only one of, one. */
  openSession(
    session: NewSession,
  ): Promise<
    | { readonly outcome: "opened" }
    | { readonly outcome: "nonce-used" }
    | { readonly outcome: "insufficient"; readonly available: bigint }
  >;
  session(id: SessionId): Promise<PaymentSession | null>;
  /** Notes that a request was let in. */
  touchSession(id: SessionId, atMs: number): Promise<void>;
  /** Not settled yet, and: used last at or before `idleSinceMs`, or with a deadline at or before `deadlineByMs`, or billed up to the cap. Oldest first. */
  dueSessions(due: {
    readonly idleSinceMs: number;
    readonly deadlineByMs: number;
    readonly limit: number;
  }): Promise<readonly PaymentSession[]>;
  /** Takes what was billed from the payer's balance and frees the cap. False, and nothing kept, if it is settled or was billed since it was read; for idleness also if a request was let in. */
  settleSession(
    settlement: { readonly session: PaymentSession; readonly settled: NonNullable<PaymentSession["settled"]> },
    facts: readonly NetworkEvent[],
  ): Promise<boolean>;
  ledger(): Promise<Ledger>;
};

/**
 * The whole ledger, in sums. Always: deposited = settled + balances, settled = paid + withheld + awaiting, and
 * billed = settled + unsettled.
 */
export type Ledger = {
  readonly deposited: bigint;
  readonly balances: bigint;
  /** Of open sessions: caps. */
  readonly reserved: bigint;
  readonly billed: bigint;
  /** Billed to sessions that are open still. */
  readonly unsettled: bigint;
  readonly settled: bigint;
  readonly unbilled: bigint;
  /** Fees of payouts. */
  readonly paid: bigint;
  /** Of receipts that turned out not to be valid. */
  readonly withheld: bigint;
  /** Settled, but its receipt is in no closed epoch yet. */
  readonly awaiting: bigint;
  /** Minted for nodes beside the fees. */
  readonly rewarded: bigint;
};

/** `private`: payment only, no proof is published. `individual`: a batch of its own. */
export type SettlementType = "private" | "batch" | "individual";

/** A receipt with what a verifier needs of the request; the words themselves stay with their owner. */
export type StoredReceipt = {
  readonly requestId: RequestId;
  readonly receipt: Receipt;
  readonly issuedMs: number;
  readonly settlement: SettlementType;
};

/** What a served request costs, whose session pays it, and whose work it was. */
export type Bill = {
  readonly sessionId: SessionId;
  readonly cost: bigint;
  readonly node: NodeId;
  /** A slug. */
  readonly publisher: string;
};

export type ReceiptState = {
  /**
   * Keeps a receipt and bills its session, in one step; the first receipt of a request stays. Billed is what the cap
   * still covers, and nothing once the session is settled; the rest is counted as unbilled. Without a bill nothing is
   * owed inside this network.
   */
  saveReceipt(
    stored: StoredReceipt,
    bill: Bill | null,
  ): Promise<
    { readonly outcome: "kept"; readonly billed: bigint; readonly unbilled: bigint } | { readonly outcome: "repeated" }
  >;
  receipt(requestId: RequestId): Promise<StoredReceipt | null>;
};

export type Weather = "calm" | "busy" | "stormy";

export type DialState = {
  /** Null until somebody turned it. */
  weather(): Promise<Weather | null>;
  saveWeather(weather: Weather, facts: readonly NetworkEvent[]): Promise<void>;
};
