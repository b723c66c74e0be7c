import { codeOf } from "../../words/failure.ts";

/** Whether the server refused because somebody would move or the goal would: then a new phase can do it. */
export const offersPhase = (error: unknown): boolean =>
  error instanceof Error && codeOf(error) === "CONFLICT" && error.message.includes("start a new phase with it instead");
