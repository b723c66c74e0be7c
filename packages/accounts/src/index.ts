export { createMemoryAccountBook } from "./memory.ts";
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
