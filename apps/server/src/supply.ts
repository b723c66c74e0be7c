import { createNetwork, createRemoteNetwork, type Network, type NetworkControl, openClient } from "@flywheel/network";
import { createPublicGateway, type Gateway } from "@flywheel/network/gateway";
import type { Store } from "@flywheel/store";
import type { Configuration } from "./environment.ts";

/** Who computes: the mock network with everything around it, or somebody else's endpoint. */
export type Supply = {
  readonly network: Network;
  /** Null at somebody else's endpoint: there is nothing of ours to turn, to sell, or to settle. */
  readonly mock: null | {
    readonly control: NetworkControl;
    readonly gateway: Gateway;
    readonly tend: () => Promise<void>;
  };
};

type SupplyParts = {
  readonly configuration: Configuration["network"];
  readonly publicOrigin: string;
  readonly store: Pick<Store, "network" | "events">;
  readonly secret: string;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: (line: string) => void;
};

/** Our apps share one wallet: they are one payer, and receipts name the app. */
const walletOf = "flywheel";

export async function openSupply(parts: SupplyParts): Promise<Supply> {
  const { configuration, publicOrigin, store, secret, now, randomBytes, log } = parts;
  const state = store.network;
  if (configuration.inference) {
    const network = await createRemoteNetwork({ ...configuration.inference, fetch, now, state });
    return { network, mock: null };
  }
  const network = await createNetwork({
    state,
    now,
    randomBytes,
    seed: configuration.seed,
    report: (events) =>
      void store.events.appendNetwork(events).catch(() => log("facts of the network were not stored")),
  });
  return {
    network: await openClient({ network, state, app: walletOf, now, randomBytes }),
    mock: {
      control: network.control,
      gateway: createPublicGateway(network, { now, randomBytes, secret, publicOrigin }),
      tend: network.tend,
    },
  };
}
