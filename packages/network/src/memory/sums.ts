import type { Ledger } from "../state.ts";
import { type Books, sum } from "./books.ts";

/** The ledger, added up from the start each time: it is asked for rarely, and cannot drift. */
export function sumUp({ deposits, wallets, sessions, bills, unpaid, epochs }: Books): Ledger {
  const all = [...sessions.values()];
  const [open, settled] = [all.filter((session) => !session.settled), all.filter((session) => session.settled)];
  const waiting = [...unpaid]
    .flatMap((id) => bills.get(id) ?? [])
    .filter((bill) => sessions.get(bill.sessionId)?.settled);
  const payouts = epochs.flatMap((epoch) => epoch.payouts);
  return {
    deposited: sum(deposits.values()),
    balances: sum([...wallets.values()].map(({ balance }) => balance)),
    reserved: sum(open.map(({ cap }) => cap)),
    billed: sum(all.map(({ billed }) => billed)),
    unsettled: sum(open.map(({ billed }) => billed)),
    settled: sum(settled.map(({ billed }) => billed)),
    unbilled: sum(all.map(({ unbilled }) => unbilled)),
    paid: sum(payouts.map(({ fees }) => fees)),
    withheld: sum(epochs.map(({ withheld }) => withheld)),
    awaiting: sum(waiting.map(({ billed }) => billed)),
    rewarded: sum(payouts.map(({ rewards }) => rewards)),
  };
}
