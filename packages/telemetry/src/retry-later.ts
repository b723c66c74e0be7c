/** Not now, but after this time. Becomes the Retry-After of an answer. */
export class RetryLaterError extends Error {
  override name = "RetryLaterError";

  constructor(readonly facts: { readonly retryAfterMs: number }) {
    super(`again in ${Math.ceil(facts.retryAfterMs / 1_000)} seconds`);
  }

  /** Whole, because HTTP says it so, and at least one. */
  get seconds(): number {
    return Math.max(1, Math.ceil(this.facts.retryAfterMs / 1_000));
  }
}
