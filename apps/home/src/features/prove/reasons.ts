import type { StepFailure, StepName, StepOpen } from "@flywheel/receipts";

/** What each step asks, as the sentence that is true when it passed. */
export const checks = {
  key: "The node's key is the one the registry knows it by",
  "request-hash": "The request is the one that was signed",
  "output-hash": "The answer is the one that was signed",
  signature: "The signature over both hashes and the time is the node's",
  joining: "Payment, model and proof belong to the same request",
  node: "The node was active when it signed",
  batch: "The receipt is in a batch whose root was published",
  cost: "The cost in tokens is the amount in dollars at the token's price, rounded up",
} as const satisfies Record<StepName, string>;

export const failures = {
  "node-unknown": "the registry knows no such node",
  "not-an-rsa-2048-key": "the registry's key is not an RSA key of 2048 bits",
  "key-is-not-the-node": "the key in the registry does not hash to the node's id",
  "other-request": "the hash of the request is another one",
  "other-output": "the hash of the answer is another one",
  "other-commitment": "the answer was committed to in another way",
  "not-signed-by-this-key": "this key did not sign it",
  "no-key-to-check-with": "there is no key to check with",
  "other-request-id": "it names another request",
  "other-model": "it names another model",
  "node-not-registered-yet": "the node was not registered yet",
  "node-not-enabled": "the node is not enabled",
  "node-not-active": "the node had not reported for too long",
  "malformed-proof": "its way to the root is no list of hashes",
  "other-root": "its way leads to another root",
  "malformed-cost": "the amounts to compute it from are none",
  "other-cost": "the cost that was signed is another one",
} as const satisfies Record<StepFailure, string>;

const open = {
  "not-given": "it is not at hand here",
  "key-not-known": "our registry has no key of this node",
  pending: "it is in no batch yet",
  unconfirmed: "its way leads to the root, which the network has not confirmed yet",
  private: "it was settled privately, so no proof of it is published",
} as const satisfies Record<StepOpen, string>;

/** Why a step was not made. The words are missing for a reason of their own: they are nobody's but their owner's. */
export function whyOpen(step: StepName, reason: StepOpen): string {
  if (reason !== "not-given") return open[reason];
  if (step === "request-hash") return "what was asked is not public, and this browser has not all of it at hand";
  if (step === "output-hash") return "the answer is not public, and this browser does not have it at hand";
  return open[reason];
}
