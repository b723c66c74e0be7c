import { refusalOf } from "../../words/refusal-of.ts";

/** Whether the server refused because somebody would move or the goal would: then a new phase can do it. */
export function offersPhase(error: unknown): boolean {
  const code = refusalOf(error)?.code;
  return code === "would-reassign" || code === "moves-the-goal";
}
