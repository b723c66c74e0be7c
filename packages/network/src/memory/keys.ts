import type { KeyState, NodeKey, WalletKey } from "../state.ts";
import { byText } from "./books.ts";

export function keepKeys(): KeyState {
  const nodes = new Map<string, NodeKey>();
  const wallets = new Map<string, WalletKey>();

  return {
    async nodeKeys() {
      return [...nodes.values()].sort((a, b) => byText(a.name, b.name));
    },
    async saveNodeKey(key) {
      if (!nodes.has(key.name)) nodes.set(key.name, structuredClone(key));
    },
    async walletKey(app) {
      return wallets.get(app) ?? null;
    },
    async saveWalletKey(key) {
      if (!wallets.has(key.app)) wallets.set(key.app, structuredClone(key));
    },
  };
}
