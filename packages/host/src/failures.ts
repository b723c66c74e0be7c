import { TRPCClientError } from "@trpc/client";

/**
 * The server was not there: the network is down, or a proxy answered in its place (while the development server restarts
 * that is 502 and a page of HTML, which carries no answer of ours).
 */
export function wasNotReached(error: unknown): boolean {
  if (!(error instanceof TRPCClientError) || wasAborted(error)) return false;
  const status: unknown = error.data?.httpStatus;
  return status === undefined || status === 502 || status === 503 || status === 504;
}

const wasAborted = (error: TRPCClientError<never>) => error.cause?.name === "AbortError";

/**
 * Codes whose message the server writes for the person who asked. The last is asked again as if nobody had been reached,
 * but it says what is not to be had, which no proxy does.
 */
const spoken = new Set([
  ...["NOT_FOUND", "CONFLICT", "FORBIDDEN", "PRECONDITION_FAILED", "TOO_MANY_REQUESTS"],
  "SERVICE_UNAVAILABLE",
]);

/** What a visitor is told about a failed call. Never the insides of an error. */
export function messageOf(error: unknown): string {
  if (error instanceof TRPCClientError) {
    const code: unknown = error.data?.code;
    if (code === "UNAUTHORIZED") return "This needs you to sign in again.";
    if (typeof code === "string" && spoken.has(code)) return error.message;
  }
  if (wasNotReached(error)) return "The server did not answer. Try again in a moment.";
  return "Something went wrong on our side. Nothing was charged for it.";
}
