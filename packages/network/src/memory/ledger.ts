import type { LedgerState, PaymentSession, Wallet } from "../state.ts";
import { type Books, byText, type Tell } from "./books.ts";
import { sumUp } from "./sums.ts";

const empty: Wallet = { balance: 0n, reserved: 0n };

export function keepLedger(books: Books, tell: Tell): LedgerState {
  const { deposits, wallets, sessions, open } = books;
  const walletOf = (address: string) => wallets.get(address) ?? empty;
  const nonces = new Set<string>();

  return {
    async deposit({ id, wallet, amount }) {
      notBelowZero(amount);
      if (deposits.has(id)) return;
      deposits.set(id, amount);
      const { balance, reserved } = walletOf(wallet);
      wallets.set(wallet, { balance: balance + amount, reserved });
    },

    async wallet(address) {
      return walletOf(address);
    },

    async openSession(session) {
      notBelowZero(session.cap);
      const nonce = `${session.payer} ${session.nonce}`;
      if (nonces.has(nonce) || sessions.has(session.id)) return { outcome: "nonce-used" };
      const { balance, reserved } = walletOf(session.payer);
      const available = balance - reserved;
      if (available < session.cap) return { outcome: "insufficient", available };

      nonces.add(nonce);
      wallets.set(session.payer, { balance, reserved: reserved + session.cap });
      sessions.set(session.id, {
        ...session,
        usedMs: session.openedMs,
        requests: 0,
        billed: 0n,
        unbilled: 0n,
        settled: null,
      });
      open.add(session.id);
      return { outcome: "opened" };
    },

    async session(id) {
      return sessions.get(id) ?? null;
    },

    async touchSession(id, atMs) {
      const session = sessions.get(id);
      if (session) sessions.set(id, { ...session, usedMs: Math.max(session.usedMs, atMs) });
    },

    async dueSessions({ idleSinceMs, deadlineByMs, limit }) {
      return [...open]
        .flatMap((id) => sessions.get(id) ?? [])
        .filter(
          ({ usedMs, deadlineMs, billed, cap }) => usedMs <= idleSinceMs || deadlineMs <= deadlineByMs || billed >= cap,
        )
        .sort((a, b) => a.openedMs - b.openedMs || byText(a.id, b.id))
        .slice(0, limit);
    },

    async settleSession({ session: read, settled }, facts) {
      const session = sessions.get(read.id);
      if (!session || session.settled || session.requests !== read.requests) return false;
      // Somebody who was let in since then is not idle.
      if (settled.because === "idle" && session.usedMs !== read.usedMs) return false;

      tell(facts);
      const { balance, reserved } = walletOf(session.payer);
      wallets.set(session.payer, { balance: balance - session.billed, reserved: reserved - session.cap });
      sessions.set(session.id, { ...session, settled: { ...settled } });
      open.delete(session.id);
      return true;
    },

    async ledger() {
      return sumUp(books);
    },
  };
}

/** What a session that is open can still be billed; nothing once it is settled. */
export const billable = ({ cap, billed, settled }: PaymentSession): bigint => (settled ? 0n : cap - billed);

/** Money flows forward only: an amount below zero is a mistake of our own code. */
export function notBelowZero(amount: bigint): void {
  if (amount < 0n) throw new RangeError("an amount of money is below zero");
}
