/** Why an answer did not come whole. None of these words come from the endpoint. */
export type Lost = "unreachable" | "silent" | "broken-off" | "too-large" | "malformed" | "left";

/** Thrown and caught inside this folder only: whoever asks is told a failure. */
export class CallLostError extends Error {
  override name = "CallLostError";
  constructor(readonly because: Lost) {
    super(`the endpoint's answer was lost: ${because}`);
  }
}
