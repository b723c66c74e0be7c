import type { RequestId } from "@flywheel/vocabulary";

export class RepeatedRequestError extends Error {
  override name = "RepeatedRequestError";
  constructor(readonly facts: { readonly requestId: RequestId }) {
    super(`request ${facts.requestId} was asked before: a receipt belongs to one answer`);
  }
}
