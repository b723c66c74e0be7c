import { type ImageId, type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import type { Image, Shelf } from "@flywheel/works/port";
import { and, desc, eq, getTableColumns, isNotNull, isNull, lt } from "drizzle-orm";
import type { Database } from "./database.ts";
import { images } from "./schema/works.ts";

type ImageShelf = Pick<Shelf, "saveImage" | "images" | "image" | "png" | "setKept" | "removeImage" | "removeDrafts">;

export function createImageShelf(database: Database): ImageShelf {
  return {
    async saveImage(owner, { createdMs, keptMs, ...image }, png) {
      await database
        .insert(images)
        .values({
          ...image,
          visitorKey: visitorKeyOf(owner),
          createdAt: new Date(createdMs),
          keptAt: keptMs === null ? null : new Date(keptMs),
          png,
        })
        .onConflictDoNothing();
    },

    async images(owner, { kept, limit }) {
      const state = kept === null ? undefined : kept ? isNotNull(images.keptAt) : isNull(images.keptAt);
      const rows = await database
        .select(described)
        .from(images)
        .where(and(eq(images.visitorKey, visitorKeyOf(owner)), state))
        .orderBy(desc(images.createdAt), desc(images.id))
        .limit(limit);
      return rows.map(toImage);
    },

    async image(owner, id) {
      const [row] = await database.select(described).from(images).where(own(owner, id));
      return row ? toImage(row) : null;
    },

    async png(owner, id) {
      const [row] = await database.select({ png: images.png }).from(images).where(own(owner, id));
      return row?.png ?? null;
    },

    async setKept(owner, id, keptMs) {
      const keptAt = keptMs === null ? null : new Date(keptMs);
      const { rowCount } = await database.update(images).set({ keptAt }).where(own(owner, id));
      return rowCount === 1;
    },

    async removeImage(owner, id) {
      const { rowCount } = await database.delete(images).where(own(owner, id));
      return rowCount === 1;
    },

    async removeDrafts(beforeMs) {
      const drafts = and(isNull(images.keptAt), lt(images.createdAt, new Date(beforeMs)));
      const { rowCount } = await database.delete(images).where(drafts);
      return rowCount ?? 0;
    },
  };
}

const own = (owner: VisitorId, id: ImageId) => and(eq(images.visitorKey, visitorKeyOf(owner)), eq(images.id, id));

/** All but the picture itself: a list of a hundred would carry megabytes. */
const { png: _png, visitorKey: _visitorKey, ...described } = getTableColumns(images);

type Described = Omit<typeof images.$inferSelect, "png" | "visitorKey">;

function toImage({ createdAt, keptAt, ...columns }: Described): Image {
  return { ...columns, createdMs: createdAt.getTime(), keptMs: keptAt?.getTime() ?? null };
}
