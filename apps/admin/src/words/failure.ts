import { messageOf, wasNotReached } from "@flywheel/host";

/** The code that the server gave a failed call, such as `UNAUTHORIZED`; null if it gave none. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("data" in error)) return null;
  const { data } = error;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? data.code : null;
}

/** Nobody is signed in, or not any more. */
export const isSignedOut = (error: unknown): boolean => codeOf(error) === "UNAUTHORIZED";

/** What somebody who works here is told about a failed call. */
export function sayFailure(error: unknown): string {
  if (wasNotReached(error)) return asSentence(messageOf(error)); // or what of it is not to be had just now
  switch (codeOf(error)) {
    case "NOT_FOUND":
    case "CONFLICT":
    case "PRECONDITION_FAILED":
    case "FORBIDDEN":
    case "UNAUTHORIZED":
    case "TOO_MANY_REQUESTS":
      return asSentence(messageOf(error));
    // What a question asks too much of; the message says what to ask less of.
    case "UNPROCESSABLE_CONTENT":
      return asSentence(error instanceof Error ? error.message : "");
    case "BAD_REQUEST":
      return "The server does not take this as it is. Look at the fields again.";
    default:
      return "Something broke on our side. Try again; the server's log names what it was.";
  }
}

const asSentence = (message: string) =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`;
