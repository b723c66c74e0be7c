import type { AuditEntry, ExperimentRegister } from "@flywheel/experiments/port";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { experimentHistory, experiments } from "./schema/experiments.ts";

export function createExperimentRegister(database: Database): ExperimentRegister {
  return {
    async list() {
      // "C" because the two engines come with different collations, and keys are ASCII.
      const rows = await database.select().from(experiments).orderBy(sql`${experiments.key} collate "C"`);
      return rows.map(({ definition }) => definition);
    },

    async get(key) {
      const [row] = await database.select().from(experiments).where(eq(experiments.key, key));
      return row?.definition ?? null;
    },

    async save(definition, expectedRevision, entry) {
      const { key, revision, state, feature } = definition;
      // In the words of `isLive`, which is not a type: the store knows ports by their types only.
      const liveFeature = state === "running" || state === "paused" ? feature : null;
      const written = { revision, liveFeature, definition };
      try {
        return await database.transaction(async (transaction) => {
          const { rowCount } =
            expectedRevision === 0
              ? await transaction
                  .insert(experiments)
                  .values({ key, ...written })
                  .onConflictDoNothing({ target: experiments.key })
              : await transaction
                  .update(experiments)
                  .set(written)
                  .where(and(eq(experiments.key, key), eq(experiments.revision, expectedRevision)));
          if (rowCount !== 1) return "outdated";
          await transaction.insert(experimentHistory).values(rowOf(entry));
          return "saved";
        });
      } catch (cause) {
        if (isTaken(cause)) return "feature-taken";
        throw cause;
      }
    },

    remove: (key, expectedRevision, entry) =>
      database.transaction(async (transaction) => {
        const { rowCount } = await transaction
          .delete(experiments)
          .where(and(eq(experiments.key, key), eq(experiments.revision, expectedRevision)));
        if (rowCount !== 1) return "outdated";
        await transaction.insert(experimentHistory).values(rowOf(entry));
        return "saved";
      }),

    async history(key, limit) {
      const rows = await database
        .select()
        .from(experimentHistory)
        .where(eq(experimentHistory.key, key))
        .orderBy(desc(experimentHistory.sequence))
        .limit(limit);
      return rows.map(({ sequence: _, at, ...row }) => ({ ...row, atMs: at.getTime() }));
    },
  };
}

const rowOf = ({ atMs, ...entry }: AuditEntry) => ({ ...entry, at: new Date(atMs) });

/** PostgreSQL's word for a second row where there may be one: two started on one feature at the same moment. */
const isTaken = (cause: unknown): boolean => {
  const facts = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return (
    facts instanceof Error &&
    "code" in facts &&
    facts.code === "23505" &&
    "constraint" in facts &&
    facts.constraint === "experiments_live_feature"
  );
};
