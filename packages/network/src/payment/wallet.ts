import { mint } from "@flywheel/vocabulary";
import { opgOf } from "../serving/prices.ts";
import type { Address, NetworkState } from "../state.ts";
import {
  addressOf,
  authorizationSigner,
  makeWalletKey,
  type SignAuthorization,
  WrongWalletKeyError,
} from "./authorization.ts";

/** An app's server-side wallet on the mock network: visitors never see it, they hold credits. */
export type Wallet = {
  readonly address: Address;
  readonly sign: SignAuthorization;
  /** Asks the mock's faucet for more. Nobody could do that on a real network. */
  refill(): Promise<void>;
};

/** What the faucet gives at once: 50 dollars. */
const refillMicroUsd = 50_000_000;

type WalletParts = {
  readonly state: Pick<NetworkState, "walletKey" | "saveWalletKey" | "deposit">;
  readonly app: string;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** Opens the wallet of an app. Its key is made once and kept; of two servers that make one, the first that was kept stays. */
export async function openWallet({ state, app, now, randomBytes }: WalletParts): Promise<Wallet> {
  if (!(await state.walletKey(app))) await state.saveWalletKey({ app, ...(await makeWalletKey()) });
  const key = await state.walletKey(app);
  const address = key && addressOf(key.publicKey);
  if (!key || !address) throw new WrongWalletKeyError();
  return {
    address,
    sign: await authorizationSigner(key),
    refill: () =>
      state.deposit({
        id: mint("dep", randomBytes),
        wallet: address,
        amount: opgOf(refillMicroUsd),
        atMs: now(),
      }),
  };
}
