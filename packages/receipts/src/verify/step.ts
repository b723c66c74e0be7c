export type StepName = "key" | "request-hash" | "output-hash" | "signature" | "joining" | "node" | "batch" | "cost";

export type StepFailure =
  | "node-unknown"
  | "not-an-rsa-2048-key"
  | "key-is-not-the-node"
  | "other-request"
  | "other-output"
  | "other-commitment"
  | "not-signed-by-this-key"
  | "no-key-to-check-with"
  | "other-request-id"
  | "other-model"
  | "node-not-registered-yet"
  | "node-not-enabled"
  | "node-not-active"
  | "malformed-proof"
  | "other-root"
  | "malformed-cost"
  | "other-cost";

/**
 * `not-given`: the words, the pixels or the amounts were not at hand. `key-not-known`: another network's node, whose
 * registry we do not hold. `pending`: in no batch yet. `unconfirmed`: in a batch that leads to its root, which the network
 * has not confirmed yet. `private`: settled without a published proof.
 */
export type StepOpen = "not-given" | "key-not-known" | "pending" | "unconfirmed" | "private";

/** `unchecked` is not a pass. */
export type Step = { readonly step: StepName } & (
  | { readonly outcome: "passed" }
  | { readonly outcome: "failed"; readonly reason: StepFailure }
  | { readonly outcome: "unchecked"; readonly reason: StepOpen }
);

export const failed = (step: StepName, reason: StepFailure): Step => ({ step, outcome: "failed", reason });
export const open = (step: StepName, reason: StepOpen): Step => ({ step, outcome: "unchecked", reason });

/** Passed, if there is nothing against it. */
export const judged = (step: StepName, against: StepFailure | null): Step =>
  against ? failed(step, against) : { step, outcome: "passed" };
