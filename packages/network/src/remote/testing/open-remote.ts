import type { ModelId, RequestId } from "@flywheel/vocabulary";
import type { StoredReceipt } from "../../port.ts";
import { chatAsk, imageAsk } from "../../testing/open-network.ts";
import type { ReceiptShelf } from "../desk.ts";
import { createRemoteNetwork, type RemoteNetworkParts } from "../remote-network.ts";

/** Keeps receipts as a state does, and nothing else. */
function createShelf(): ReceiptShelf & { readonly kept: Map<RequestId, StoredReceipt> } {
  const kept = new Map<RequestId, StoredReceipt>();
  return {
    kept,
    async saveReceipt(stored, bill) {
      if (bill !== null) throw new Error("a real endpoint's answer is billed to no session");
      if (kept.has(stored.requestId)) return { outcome: "repeated" };
      kept.set(stored.requestId, stored);
      return { outcome: "kept", billed: 0n, unbilled: 0n };
    },
    receipt: async (requestId) => kept.get(requestId) ?? null,
  };
}

/** Patient enough for a busy machine: a test that waits for the end of patience asks for less. */
const quick = { firstByteMs: 8_000, silenceMs: 8_000, totalMs: 15_000, listMs: 8_000, lookAgainMs: 30, graceMs: 60 };

export async function openRemote(parts: Pick<RemoteNetworkParts, "baseUrl"> & Partial<RemoteNetworkParts>) {
  const shelf = createShelf();
  const network = await createRemoteNetwork({
    fetch,
    now: Date.now,
    state: shelf,
    ...parts,
    patience: { ...quick, ...parts.patience },
  });
  return { network, shelf };
}

export const aChat = (ask: Parameters<typeof chatAsk>[0] = {}) => chatAsk({ model: "tiny/talker" as ModelId, ...ask });
export const aPicture = (ask: Parameters<typeof imageAsk>[0] = {}) =>
  imageAsk({ model: "tiny/flux-painter" as ModelId, ...ask });
