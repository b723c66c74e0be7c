import type { ExperimentRegister } from "@flywheel/experiments/port";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { experiments } from "./schema/experiments.ts";

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

    async save(definition, expectedRevision) {
      const { key, revision } = definition;
      const { rowCount } =
        expectedRevision === 0
          ? await database.insert(experiments).values({ key, revision, definition }).onConflictDoNothing()
          : await database
              .update(experiments)
              .set({ revision, definition })
              .where(and(eq(experiments.key, key), eq(experiments.revision, expectedRevision)));
      return rowCount === 1;
    },
  };
}
