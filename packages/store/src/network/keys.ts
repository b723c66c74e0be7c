import type { KeyState } from "@flywheel/network/port";
import { eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { nodeKeys, walletKeys } from "../schema/network.ts";

export function keepKeys(database: Database): KeyState {
  return {
    async nodeKeys() {
      return database.select().from(nodeKeys).orderBy(sql`${nodeKeys.name} collate "C"`);
    },

    async saveNodeKey(key) {
      await database.insert(nodeKeys).values(key).onConflictDoNothing();
    },

    async walletKey(app) {
      const [row] = await database.select().from(walletKeys).where(eq(walletKeys.app, app));
      return row ?? null;
    },

    async saveWalletKey(key) {
      await database.insert(walletKeys).values(key).onConflictDoNothing();
    },
  };
}
