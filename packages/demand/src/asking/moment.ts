import { type SQL, sql } from "drizzle-orm";

/** A moment as both engines read it: UTC, without a zone. */
export const moment = (atMs: number): SQL => sql`cast(${new Date(atMs).toISOString().slice(0, -1)} as timestamp)`;

/** A length of time; a literal, because an interval of a parameter is written differently in each engine. */
export const span = (ms: number): SQL => sql.raw(`interval '${Math.round(ms)} milliseconds'`);
