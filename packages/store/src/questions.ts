import type { SQL } from "drizzle-orm";

/**
 * Where questions are asked: SQL in, rows out. One text must give equal rows on every engine behind it, so numbers may
 * arrive as strings and are parsed by whoever asks. The product asks the projection; exams ask PostgreSQL too.
 */
export type QuestionEngine = {
  rows(question: SQL, options?: { readonly signal?: AbortSignal }): Promise<readonly Record<string, unknown>[]>;
  /**
   * Since the moment up to which everything that was taken in is visible; null as long as that is not known. An engine
   * without it shows everything at once.
   */
  lagMs?(): number | null;
};
