import type { NetworkEvent } from "@flywheel/vocabulary";
import { createMemoryNetworkState } from "../memory.ts";
import type { NetworkState } from "../state.ts";
import { openNetwork, sharedState } from "./open-network.ts";

/** An empty state but for the nodes' keys: making those takes seconds, so that a test file makes them once. */
export async function stateWithKeys(onFacts?: (facts: readonly NetworkEvent[]) => void): Promise<NetworkState> {
  if ((await sharedState.nodeKeys()).length === 0) {
    const { mock } = await openNetwork();
    await mock.close();
  }
  const state = createMemoryNetworkState(onFacts ? { onFacts } : {});
  for (const key of await sharedState.nodeKeys()) await state.saveNodeKey(key);
  return state;
}
