import type { LedgerCard } from "@flywheel/api/type";
import { addUp } from "./amounts.ts";

export type SumName = keyof LedgerCard;
export type Identity = { readonly whole: SumName; readonly parts: readonly SumName[]; readonly holds: boolean };

/** What is always true of the ledger, if nothing is lost and nothing paid twice. */
const rules = [
  { whole: "deposited", parts: ["settled", "balances"] },
  { whole: "settled", parts: ["paid", "withheld", "awaiting"] },
  { whole: "billed", parts: ["settled", "unsettled"] },
] as const satisfies readonly Omit<Identity, "holds">[];

/** Each with the answer that its sums give, to the last unit. */
export const identitiesOf = (ledger: LedgerCard): readonly Identity[] =>
  rules.map((rule) => ({ ...rule, holds: addUp(rule.parts.map((part) => ledger[part])) === ledger[rule.whole] }));

export const sumNames = {
  deposited: { title: "Deposited", about: "Paid into wallets." },
  balances: { title: "Balances", about: "In wallets still." },
  reserved: { title: "Reserved", about: "Caps of open sessions: promised, not paid." },
  billed: { title: "Billed", about: "Served and charged to a session." },
  unsettled: { title: "Unsettled", about: "Billed to sessions that are open." },
  settled: { title: "Settled", about: "Taken from wallets when sessions ended." },
  unbilled: { title: "Unbilled", about: "Served beyond a cap: nobody pays for it." },
  paid: { title: "Paid", about: "Fees paid out to nodes, publishers and full nodes." },
  withheld: { title: "Withheld", about: "Of receipts that turned out not to be valid." },
  awaiting: { title: "Awaiting", about: "Settled, in no closed epoch yet." },
  rewarded: { title: "Rewarded", about: "Minted for nodes beside the fees: the subsidy." },
} as const satisfies Record<SumName, { readonly title: string; readonly about: string }>;
