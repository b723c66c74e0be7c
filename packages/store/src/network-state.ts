import type { NetworkState } from "@flywheel/network/port";
import { eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { nodeKeys, receipts } from "./schema/network.ts";

export function createNetworkState(database: Database): NetworkState {
  return {
    async nodeKeys() {
      return database.select().from(nodeKeys).orderBy(sql`${nodeKeys.name} collate "C"`);
    },

    async saveNodeKey(key) {
      await database.insert(nodeKeys).values(key).onConflictDoNothing();
    },

    async saveReceipt({ requestId, receipt, issuedMs }) {
      await database
        .insert(receipts)
        .values({ requestId, receipt, issuedAt: new Date(issuedMs) })
        .onConflictDoNothing();
    },

    async receipt(requestId) {
      const [row] = await database.select().from(receipts).where(eq(receipts.requestId, requestId));
      return row ? { requestId, receipt: row.receipt, issuedMs: row.issuedAt.getTime() } : null;
    },
  };
}
