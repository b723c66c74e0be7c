import type { AuditEntry, ExperimentRegister } from "@flywheel/experiments/port";
import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { utc } from "./columns.ts";

type ExperimentDefinition = Parameters<ExperimentRegister["save"]>[0];

/** One row per experiment, in its latest revision. */
export const experiments = pgTable(
  "experiments",
  {
    key: text("key").primaryKey(),
    revision: integer("revision").notNull(),
    /** The feature that nobody else may have while this one is live; null while it is not. */
    liveFeature: text("live_feature"),
    definition: jsonb("definition").$type<ExperimentDefinition>().notNull(),
  },
  (table) => [
    uniqueIndex("experiments_live_feature").on(table.liveFeature).where(sql`${table.liveFeature} is not null`),
  ],
);

/** One row per change of an experiment, append-only; it outlives what it tells of. */
export const experimentHistory = pgTable(
  "experiment_history",
  {
    sequence: bigint("sequence", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    key: text("key").notNull(),
    revision: integer("revision").notNull(),
    at: utc("at").notNull(),
    /** A person who works here, by id, or the machine's own hands. */
    by: text("by").notNull(),
    action: text("action").$type<AuditEntry["action"]>().notNull(),
    changes: jsonb("changes").$type<AuditEntry["changes"]>().notNull(),
    note: text("note"),
  },
  (table) => [index("experiment_history_key").on(table.key, table.sequence)],
);
