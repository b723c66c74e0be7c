import type { RequestId } from "@flywheel/vocabulary";
import type { NetworkState, NodeKey, StoredReceipt } from "./port.ts";

/** A state that forgets everything when the process ends: for tests, and for a network that need not be remembered. */
export function createMemoryNetworkState(): NetworkState {
  const keys = new Map<string, NodeKey>();
  const receipts = new Map<RequestId, StoredReceipt>();

  return {
    async nodeKeys() {
      return [...keys.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async saveNodeKey(key) {
      if (!keys.has(key.name)) keys.set(key.name, structuredClone(key));
    },
    async saveReceipt(stored) {
      if (!receipts.has(stored.requestId)) receipts.set(stored.requestId, structuredClone(stored));
    },
    async receipt(requestId) {
      return receipts.get(requestId) ?? null;
    },
  };
}
