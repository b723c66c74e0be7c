import type { MockNetwork, Network, NetworkState } from "../port.ts";
import { payFrom } from "./pay-from.ts";
import { createPurse } from "./purse.ts";
import { openWallet } from "./wallet.ts";

type ClientParts = {
  readonly network: MockNetwork;
  readonly state: NetworkState;
  /** Whose wallet pays. */
  readonly app: string;
  /** What one signature promises at most; a dollar unless told. */
  readonly sessionMicroUsd?: number;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** The mock network as an app uses it: opens the app's wallet, and pays from it. */
export async function openClient({ network, state, app, ...rest }: ClientParts): Promise<Network> {
  const { now, randomBytes } = rest;
  const wallet = await openWallet({ state, app, now, randomBytes });
  return payFrom(createPurse({ payments: network.payments, wallet, ...rest }), network);
}
