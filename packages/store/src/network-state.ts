import type { NetworkState } from "@flywheel/network/port";
import type { Database } from "./database.ts";
import { keepBatches } from "./network/batches.ts";
import { keepDial } from "./network/dial.ts";
import { keepEpochs } from "./network/epochs.ts";
import { keepKeys } from "./network/keys.ts";
import { keepLedger } from "./network/ledger.ts";
import { keepReceipts } from "./network/receipts.ts";

/**
 * The network's state on the database, for any number of servers at once. Every decision is one transaction, which locks
 * in one order, so that none waits in a circle: a new receipt, session, wallet, batch or epoch, receipts or bills by id,
 * facts.
 */
export const createNetworkState = (database: Database): NetworkState => ({
  ...keepKeys(database),
  ...keepLedger(database),
  ...keepReceipts(database),
  ...keepBatches(database),
  ...keepEpochs(database),
  ...keepDial(database),
});
