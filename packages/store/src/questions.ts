import type { SQL } from "drizzle-orm";

/**
 * Where questions are asked: SQL in, rows out. One text must give equal rows on every engine behind it, so numbers may
 * arrive as strings and are parsed by whoever asks. Today it is the store's own database; a projection comes in front.
 */
export type QuestionEngine = {
  rows(question: SQL, options?: { readonly signal?: AbortSignal }): Promise<readonly Record<string, unknown>[]>;
};
