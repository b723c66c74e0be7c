import type { ExperimentRegister } from "@flywheel/experiments/port";
import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";

type ExperimentDefinition = Parameters<ExperimentRegister["save"]>[0];

/** One row per experiment, in its latest revision. */
export const experiments = pgTable("experiments", {
  key: text("key").primaryKey(),
  revision: integer("revision").notNull(),
  definition: jsonb("definition").$type<ExperimentDefinition>().notNull(),
});
