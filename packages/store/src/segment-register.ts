import type { SavedSegment, SegmentEntry, SegmentRegister } from "@flywheel/experiments/port";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { savedSegments, segmentHistory } from "./schema/segments.ts";

export function createSegmentRegister(database: Database): SegmentRegister {
  const newest = (on: Pick<Database, "select">, key: string, limit: number) =>
    on
      .select()
      .from(segmentHistory)
      .where(eq(segmentHistory.key, key))
      .orderBy(desc(segmentHistory.sequence))
      .limit(limit);

  return {
    async list() {
      // "C" because the two engines come with different collations, and keys are ASCII.
      const rows = await database.select().from(savedSegments).orderBy(sql`${savedSegments.key} collate "C"`);
      return rows.map(({ segment, revision, savedAt, by }) => ({
        segment,
        revision,
        savedAtMs: savedAt.getTime(),
        by,
      }));
    },

    async save(saved, expectedRevision, entry) {
      const { key } = saved.segment;
      const written = rowOf(saved);
      try {
        return await database.transaction(async (transaction) => {
          if (expectedRevision === 0) {
            const [last] = await newest(transaction, key, 1);
            if (saved.revision !== (last?.revision ?? 0) + 1) return "outdated";
          }
          const { rowCount } =
            expectedRevision === 0
              ? await transaction
                  .insert(savedSegments)
                  .values({ key, ...written })
                  .onConflictDoNothing({ target: savedSegments.key })
              : await transaction
                  .update(savedSegments)
                  .set(written)
                  .where(and(eq(savedSegments.key, key), eq(savedSegments.revision, expectedRevision)));
          if (rowCount !== 1) return "outdated";
          await transaction.insert(segmentHistory).values(entryRowOf(entry));
          return "saved";
        });
      } catch (cause) {
        if (isTaken(cause)) return "name-taken";
        throw cause;
      }
    },

    remove: (key, expectedRevision, entry) =>
      database.transaction(async (transaction) => {
        const { rowCount } = await transaction
          .delete(savedSegments)
          .where(and(eq(savedSegments.key, key), eq(savedSegments.revision, expectedRevision)));
        if (rowCount !== 1) return "outdated";
        await transaction.insert(segmentHistory).values(entryRowOf(entry));
        return "saved";
      }),

    async history(key, limit) {
      const rows = await newest(database, key, limit);
      return rows.map(({ sequence: _, at, ...row }) => ({ ...row, atMs: at.getTime() }));
    },
  };
}

const rowOf = ({ segment, revision, savedAtMs, by }: SavedSegment) => ({
  revision,
  // In the words of `foldName`, which is not a type: the store knows ports by their types only.
  foldedName: segment.name.trim().toLowerCase(),
  savedAt: new Date(savedAtMs),
  by,
  segment,
});

const entryRowOf = ({ atMs, ...entry }: SegmentEntry) => ({ ...entry, at: new Date(atMs) });

/** PostgreSQL's word for a second row where there may be one: two who gave one name at the same moment. */
const isTaken = (cause: unknown): boolean => {
  const facts = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return (
    facts instanceof Error &&
    "code" in facts &&
    facts.code === "23505" &&
    "constraint" in facts &&
    facts.constraint === "saved_segments_folded_name_unique"
  );
};
