import { expect, it } from "vitest";
import { ada, billTo, bob, coin, newSession, type Open, paidIn, signedReceipt } from "./examples.ts";

export function describeWallets(open: Open): void {
  it("[NE111] pays into a wallet once for each id, whoever sends it again", async () => {
    const { state } = await open();
    expect(await state.wallet(ada)).toEqual({ balance: 0n, reserved: 0n });
    const [first, second] = [paidIn(ada, 3n * coin + 1n), paidIn(ada, 2n)];
    await Promise.all([first, first, second, first].map((deposit) => state.deposit(deposit)));
    await state.deposit({ ...second, amount: 5n, wallet: bob });
    expect(await state.wallet(ada)).toEqual({ balance: 3n * coin + 3n, reserved: 0n });
    expect(await state.wallet(bob)).toEqual({ balance: 0n, reserved: 0n });
    expect(await state.ledger()).toMatchObject({ deposited: 3n * coin + 3n, balances: 3n * coin + 3n });
  });

  it("[NE111] holds amounts to the last unit, however large", async () => {
    const { state } = await open();
    const large = 10n ** 60n + 1n;
    await state.deposit(paidIn(ada, large));
    await state.deposit(paidIn(ada, large));
    expect((await state.wallet(ada)).balance).toBe(2n * large);
  });

  it("[NE131] refuses money that would go backwards, and keeps nothing of it", async () => {
    const { state } = await open();
    await expect(state.deposit(paidIn(ada, -1n))).rejects.toThrow();
    await expect(state.openSession(newSession({ cap: -1n }))).rejects.toThrow();
    const session = newSession({ cap: 0n });
    await state.openSession(session);
    await expect(state.saveReceipt(signedReceipt(), billTo(session, -1n))).rejects.toThrow();
    expect(new Set(Object.values(await state.ledger()))).toEqual(new Set([0n]));
  });
}
