import type { EventId } from "@flywheel/vocabulary";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createMemoryNetworkState } from "../memory.ts";
import type { Ledger, NetworkState } from "../port.ts";
import { ada, bob, fact, type Open, startMs } from "./examples.ts";
import { history, inventCast, live } from "./history.ts";

export function describeBooks(open: Open, runs: number): void {
  it("[NE132] has books that add up after every step of any history, and are those of the memory", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const { state, facts } = await open();
        const told: EventId[] = [];
        const twin = createMemoryNetworkState({ onFacts: (news) => told.push(...news.map(({ id }) => id)) });
        const cast = inventCast();
        for (const step of steps) {
          const once = fact();
          const said = await live(state, cast, step, once);
          expect(said).toEqual(await live(twin, cast, step, once));
          const ledger = await state.ledger();
          expectBalanced(ledger);
          expect(ledger).toEqual(await twin.ledger());
        }
        expect(await everything(state)).toEqual(await everything(twin));
        expect([...(await facts())].sort()).toEqual(told.sort());
      }),
      { numRuns: runs },
    );
  }, 120_000);

  it("[NE132] has books that add up whatever several servers do at once, and no decision breaks", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const { state } = await open();
        const cast = inventCast();
        for (const wallet of [ada, bob]) await state.deposit({ id: wallet, wallet, amount: 10n ** 20n, atMs: startMs });
        for (let at = 0; at < steps.length; at += 8) {
          await Promise.all(steps.slice(at, at + 8).map((step) => live(state, cast, step, fact())));
          const ledger = await state.ledger();
          expectBalanced(ledger);
          const wallets = await Promise.all([ada, bob].map((wallet) => state.wallet(wallet)));
          expect(wallets.reduce((sum, { reserved }) => sum + reserved, 0n)).toBe(ledger.reserved);
          expect(wallets.reduce((sum, { balance }) => sum + balance, 0n)).toBe(ledger.balances);
        }
      }),
      { numRuns: runs },
    );
  }, 120_000);
}

function expectBalanced(ledger: Ledger): void {
  const { deposited, settled, balances, paid, withheld, awaiting, billed, unsettled, reserved } = ledger;
  expect(deposited).toBe(settled + balances);
  expect(settled).toBe(paid + withheld + awaiting);
  expect(billed).toBe(settled + unsettled);
  expect(reserved).toBeLessThanOrEqual(balances);
  expect(unsettled).toBeLessThanOrEqual(reserved);
}

const everything = async (state: NetworkState) => ({
  wallets: [await state.wallet(ada), await state.wallet(bob)],
  due: await state.dueSessions({ idleSinceMs: startMs, deadlineByMs: 0, limit: 100 }),
  unbatched: await state.unbatched(100),
  batches: await state.batches(100),
  unconfirmed: await state.unconfirmedBatches(100),
  payable: await state.payable(100),
  epochs: await state.epochs(100),
});
