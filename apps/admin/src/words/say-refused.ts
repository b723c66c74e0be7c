import { messageOf } from "@flywheel/host";
import { codeOf, sayFailure } from "./failure.ts";

/** A refusal of the lifecycle in its own words, also where its code is that of a bad request. */
export function sayRefused(error: unknown): string {
  const message = messageOf(error);
  const isWords = codeOf(error) === "BAD_REQUEST" && !/^[[{]/.test(message.trim());
  return isWords ? `${message.charAt(0).toUpperCase()}${message.slice(1)}.` : sayFailure(error);
}
