import type { Turn } from "./turns.ts";

/** What is said aloud about the newest turn. Trouble is an alert and speaks for itself. */
export function statusLine(turns: readonly Turn[], busy: boolean): string {
  const last = turns.at(-1);
  if (busy) return last?.kind === "awaited" ? "Waiting for a node" : "The answer is being written";
  if (last?.kind !== "answer") return "";
  if (last.phase === "complete") return "The answer is complete";
  return last.phase === "stopped" ? "Stopped" : "";
}
