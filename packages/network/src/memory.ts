import type { NetworkEvent } from "@flywheel/vocabulary";
import { keepBatches } from "./memory/batches.ts";
import { emptyBooks } from "./memory/books.ts";
import { keepDial } from "./memory/dial.ts";
import { keepEpochs } from "./memory/epochs.ts";
import { keepKeys } from "./memory/keys.ts";
import { keepLedger } from "./memory/ledger.ts";
import { keepReceipts } from "./memory/receipts.ts";
import type { NetworkState } from "./state.ts";

type MemoryParts = {
  /** Is handed the facts of every decision that was kept, each fact once. */
  readonly onFacts?: (facts: readonly NetworkEvent[]) => void;
};

/**
 * A state that forgets everything when the process ends: for tests, and for a network that need not be remembered. One
 * thread and no await inside a method: one decision comes after another by itself.
 */
export function createMemoryNetworkState({ onFacts = () => {} }: MemoryParts = {}): NetworkState {
  const books = emptyBooks();
  const told = new Set<string>();
  const tell = (facts: readonly NetworkEvent[]) => {
    const news = facts.filter(({ id }) => !told.has(id));
    for (const { id } of news) told.add(id);
    if (news.length > 0) onFacts(news);
  };
  return {
    ...keepKeys(),
    ...keepLedger(books, tell),
    ...keepReceipts(books),
    ...keepBatches(books, tell),
    ...keepEpochs(books, tell),
    ...keepDial(tell),
  };
}
