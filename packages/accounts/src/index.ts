export { type Accounts, type AccountsParts, type AccountsSummary, createAccounts } from "./accounts.ts";
export { rangeOf } from "./address-range.ts";
export { type AllowanceRules, type AllowanceState, dayOf } from "./allowance.ts";
export type { AbandonPurchaseOutcome, Checkout, ConfirmPurchaseOutcome, StartPurchaseOutcome } from "./checkout.ts";
export { ChargeAboveHoldError, type Charged, type ChargeOutcome, type ReleaseOutcome } from "./end-hold.ts";
export type { HoldFacts, HoldOutcome } from "./hold.ts";
export { createMemoryAccountBook } from "./memory.ts";
export type { Pack } from "./packs.ts";
export {
  type AccountBook,
  type AccountState,
  type Balance,
  type Balances,
  type Decision,
  type Hold,
  LedgerBelowZeroError,
  type LedgerEntry,
  type Posting,
  type PostingKind,
  type Purchase,
  type Visitor,
} from "./port.ts";
export { NotWholeCreditsError, type Parts } from "./spending.ts";
export { readVisitor, type Secrets, signVisitor } from "./visitor-cookie.ts";
