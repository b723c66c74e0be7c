import type { SavedSegment, SegmentEntry } from "@flywheel/experiments/port";
import { bigint, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { utc } from "./columns.ts";

/** One row per saved segment, in its latest revision. */
export const savedSegments = pgTable("saved_segments", {
  key: text("key").primaryKey(),
  revision: integer("revision").notNull(),
  /** Its name without capitals, which no other has. Folded before it comes here: the engines' own `lower` differ. */
  foldedName: text("folded_name").notNull().unique(),
  savedAt: utc("saved_at").notNull(),
  by: text("by").notNull(),
  segment: jsonb("segment").$type<SavedSegment["segment"]>().notNull(),
});

/** One row per change of a saved segment, append-only; it outlives what it tells of. */
export const segmentHistory = pgTable(
  "segment_history",
  {
    sequence: bigint("sequence", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    key: text("key").notNull(),
    revision: integer("revision").notNull(),
    at: utc("at").notNull(),
    /** A person who works here, by id. */
    by: text("by").notNull(),
    action: text("action").$type<SegmentEntry["action"]>().notNull(),
    segment: jsonb("segment").$type<SegmentEntry["segment"]>().notNull(),
  },
  (table) => [index("segment_history_key").on(table.key, table.sequence)],
);
