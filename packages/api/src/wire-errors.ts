import { QuestionTooLongError } from "@flywheel/demand";
import { CopyRebuildingError, QuestionsBusyError, StoreError } from "@flywheel/store";
import { RetryLaterError } from "@flywheel/telemetry";
import { TRPCError } from "@trpc/server";

/** About as long as a few questions take. */
const busySeconds = 10;
/** Long enough for a restart, short enough that nobody notices the wait after it. */
const restartSeconds = 5;

/**
 * Errors that mean "not now", by name, and what a caller is told. Their own messages name directories and hosts, which
 * are for the operator.
 */
const unavailable: Readonly<Record<string, string>> = {
  StoreUnavailableError: "the database does not answer just now; please try again",
  JournalFullError: "the disk is full, so nothing new can be taken in just now; please try again later",
  ConsentUnknownError: "the database does not answer just now, so we cannot know what you agreed to; please try again",
};

/** Questions that ask for too much, by the SQLSTATE that their refusal has: their text is for whoever asked. */
const tooMuch: Readonly<Record<string, string>> = {
  "57014": "the question took too long and was stopped: ask for less time",
  "53200": "the question needs more memory than it may have: ask for less time or fewer groups",
  "54000": "the answer has too many rows: ask for less time or fewer groups",
};

/** The only place where a failure of a part becomes a wire error. Null for everything else: that is a fault of ours. */
export function toWireError(error: unknown): TRPCError | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof QuestionTooLongError)
    return new TRPCError({ code: "UNPROCESSABLE_CONTENT", message: error.message });
  const isQuestion = error instanceof StoreError && error.facts.operation === "questions.rows";
  const much = isQuestion ? tooMuch[error.facts.sqlstate ?? ""] : undefined;
  if (much !== undefined) return new TRPCError({ code: "UNPROCESSABLE_CONTENT", message: much });
  if (error instanceof QuestionsBusyError) return later("TOO_MANY_REQUESTS", error.message, busySeconds);
  if (error instanceof CopyRebuildingError) return later("SERVICE_UNAVAILABLE", error.message, restartSeconds);
  if (!Object.hasOwn(unavailable, error.name)) return null;
  return later("SERVICE_UNAVAILABLE", unavailable[error.name] ?? "", restartSeconds);
}

function later(code: "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS", message: string, seconds: number): TRPCError {
  return new TRPCError({ code, message, cause: new RetryLaterError({ retryAfterMs: seconds * 1_000 }) });
}

/** For the header Retry-After, in whole seconds; null if coming back later is no use. */
export const retryAfterSecondsOf = ({ cause }: TRPCError): number | null =>
  cause instanceof RetryLaterError ? cause.seconds : null;
