import { describe } from "vitest";
import { describeBatches } from "./exam/batches.ts";
import { describeBooks } from "./exam/books.ts";
import { describeDial } from "./exam/dial.ts";
import { describeEpochs } from "./exam/epochs.ts";
import type { Open } from "./exam/examples.ts";
import { describeFacts } from "./exam/facts.ts";
import { describeKeys } from "./exam/keys.ts";
import { describePayable } from "./exam/payable.ts";
import { describeReceipts } from "./exam/receipts.ts";
import { describeSessions } from "./exam/sessions.ts";
import { describeSettling } from "./exam/settling.ts";
import { describeWallets } from "./exam/wallets.ts";

export type { ExaminedState } from "./exam/examples.ts";

/**
 * What every keeper of the network's state promises. A new backend is finished when this passes. `open` gives an empty one
 * each time; `runs` is how many invented histories it goes through, fewer where each step is a round trip.
 */
export function describeNetworkState(backend: string, open: Open, { runs }: { readonly runs: number }): void {
  describe(`network state on ${backend}`, () => {
    describeKeys(open);
    describeDial(open);
    describeWallets(open);
    describeSessions(open);
    describeReceipts(open);
    describeSettling(open);
    describeBatches(open);
    describePayable(open);
    describeEpochs(open);
    describeFacts(open);
    describeBooks(open, runs);
  });
}
