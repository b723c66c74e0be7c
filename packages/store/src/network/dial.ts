import type { DialState } from "@flywheel/network/port";
import type { Database } from "../database.ts";
import { insertNetworkEvents } from "../event-rows.ts";
import { weatherDial } from "../schema/network.ts";

export function keepDial(database: Database): DialState {
  return {
    async weather() {
      const [row] = await database.select().from(weatherDial);
      return row?.weather ?? null;
    },

    async saveWeather(weather, facts) {
      await database.transaction(async (transaction) => {
        await transaction
          .insert(weatherDial)
          .values({ weather })
          .onConflictDoUpdate({ target: weatherDial.isOnly, set: { weather } });
        await insertNetworkEvents(transaction, facts);
      });
    },
  };
}
