import { type Refusal, readRefusal } from "@flywheel/experiments";

/** What the register refused, for deciding what comes next; null for every other failure. Its words are for people only. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !("data" in error)) return null;
  const { data } = error;
  if (typeof data !== "object" || data === null || !("refusal" in data)) return null;
  return readRefusal(data.refusal);
}
