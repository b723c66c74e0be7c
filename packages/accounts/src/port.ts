import type { Consent, Funding, HoldId, PurchaseId, RequestId, TakenEvent, VisitorId } from "@flywheel/vocabulary";

export type Visitor = {
  readonly id: VisitorId;
  readonly consent: Consent;
  readonly firstSeenMs: number;
};

/** Credits by funding: what may be spent, and what is set aside for requests under way. Neither is ever below zero. */
export type Balance = { readonly available: number; readonly held: number };
export type Balances = Readonly<Record<Funding, Balance>>;

export type Hold = {
  readonly id: HoldId;
  readonly requestId: RequestId;
  readonly parts: Readonly<Partial<Record<Funding, number>>>;
  readonly expiresAtMs: number;
};

export type PostingKind = "allowance" | "grant" | "purchase" | "hold" | "charge" | "release";

/** One line of the ledger: how one funding of one visitor moved. Append-only. */
export type Posting = {
  readonly kind: PostingKind;
  readonly funding: Funding;
  readonly availableDelta: number;
  readonly heldDelta: number;
  readonly holdId: HoldId | null;
  readonly requestId: RequestId | null;
  /** When a hold ends by itself; only on a posting of kind `hold`. */
  readonly expiresAtMs: number | null;
  /** What the posting refers to: a pack, a campaign, a day. A short name, never a visitor's words. */
  readonly reference: string | null;
};

export type LedgerEntry = Posting & { readonly atMs: number; readonly sequence: number };

export type AccountState = {
  readonly balances: Balances;
  readonly holds: readonly Hold[];
  /** Whether purchased credits were ever posted; it stays so when they are spent. */
  readonly hasBought: boolean;
  /** Which of the claims that were asked about have been made already, by anybody. */
  readonly claimed: ReadonlySet<string>;
};

export type Decision<Result> = {
  readonly result: Result;
  readonly postings: readonly Posting[];
  /** Keys that may be used once ever, such as one allowance a day. If another transaction wins one, we are asked again. */
  readonly claims: readonly string[];
  /** Events that are true exactly if the postings are; stored in the same transaction. */
  readonly facts: readonly TakenEvent[];
};

export type Purchase = {
  readonly id: PurchaseId;
  readonly visitorId: VisitorId;
  readonly pack: string;
  readonly credits: number;
  readonly priceMicroUsd: number;
  readonly state: "open" | "paid" | "abandoned";
  readonly startedMs: number;
};

/** What accounts needs kept. The rules live in the `decide` functions; the book makes them atomic and lasting. */
export type AccountBook = {
  visitor(id: VisitorId): Promise<Visitor | null>;
  /** Writes a visitor down, or their changed consent. The first `firstSeenMs` stays, and `unknown` replaces no answer. */
  saveVisitor(visitor: Visitor): Promise<void>;
  read(id: VisitorId, claims: readonly string[]): Promise<AccountState>;
  /**
   * Shows `decide` the state and makes what it returns true, all or nothing, one transaction of a visitor after another.
   * `decide` is pure: it may be called again when somebody else was faster.
   * A hold is opened by its postings and gone when they have taken back all it held.
   * @throws LedgerBelowZeroError if the postings would take a balance or a hold below zero; nothing is stored then.
   */
  transact<Result>(
    id: VisitorId,
    atMs: number,
    claims: readonly string[],
    decide: (state: AccountState) => Decision<Result>,
  ): Promise<Result>;
  /** Newest first. */
  ledger(id: VisitorId, limit: number): Promise<readonly LedgerEntry[]>;
  /** Holds that expire at `nowMs` or before, the longest over first: their requests never came back. */
  expiredHolds(
    nowMs: number,
    limit: number,
  ): Promise<readonly { readonly visitorId: VisitorId; readonly hold: Hold }[]>;
  purchase(id: PurchaseId): Promise<Purchase | null>;
  /** Writes a purchase down. A purchase that is `paid` or `abandoned` stays so. */
  savePurchase(purchase: Purchase): Promise<void>;
  /** Forgets one visitor: their row, ledger, holds and purchases. Claims stay, so that erasing does not mint credits. */
  erase(id: VisitorId): Promise<void>;
};

export class LedgerBelowZeroError extends Error {
  override name = "LedgerBelowZeroError";
  constructor(readonly facts: { readonly funding: Funding; readonly side: "available" | "held" }) {
    super(`a posting would take the ${facts.side} ${facts.funding} credits of a visitor below zero`);
  }
}
