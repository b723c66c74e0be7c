import { visitorKeyOf } from "@flywheel/vocabulary";
import type { Shelf } from "@flywheel/works/port";
import { eq } from "drizzle-orm";
import type { Database } from "./database.ts";
import { conversations, images } from "./schema/works.ts";
import { createConversationShelf } from "./shelf-conversations.ts";
import { createImageShelf } from "./shelf-images.ts";

export function createShelf(database: Database): Shelf {
  return {
    ...createImageShelf(database),
    ...createConversationShelf(database),

    async erase(owner) {
      const key = visitorKeyOf(owner);
      await database.transaction(async (transaction) => {
        await transaction.delete(images).where(eq(images.visitorKey, key));
        await transaction.delete(conversations).where(eq(conversations.visitorKey, key)); // messages go with them
      });
    },
  };
}
