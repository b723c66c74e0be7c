import type { RequestId } from "@flywheel/vocabulary";
import { fromBase64 } from "./bytes/base64.ts";
import { NotCanonicalError } from "./canonical-json.ts";
import { messageHash, teeIdOf } from "./hashes.ts";
import { joiningHash } from "./joining.ts";
import { type Verify, verifier } from "./keys.ts";
import { activeAt, type RegisteredNode } from "./node-activity.ts";
import { type Output, outputHash } from "./output.ts";
import type { Receipt } from "./receipt.ts";
import { type ImageRequest, imageRequestHash, type TextRequest, textRequestHash } from "./request.ts";

/** What a verifier holds. The words are their owner's: who has only the receipt leaves them out, and learns less. */
export type Evidence = {
  readonly requestId: RequestId;
  readonly receipt: Receipt;
  /** The registry's record of the node that the receipt names; null when the registry has none. */
  readonly node: RegisteredNode | null;
  readonly request?: TextRequest | ImageRequest;
  readonly output?: Output;
};

export type StepName = "key" | "request-hash" | "output-hash" | "signature" | "joining" | "node";

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
  | "node-not-active";

/** `unchecked`: the words or pixels were not given. It is not a pass. */
export type Step = { readonly step: StepName } & (
  | { readonly outcome: "passed" }
  | { readonly outcome: "failed"; readonly reason: StepFailure }
  | { readonly outcome: "unchecked"; readonly reason: "not-given" }
);

/** Checks a receipt with nothing trusted but the registry. Every step is always in the answer, in this order. */
export async function verifyReceipt(evidence: Evidence): Promise<readonly Step[]> {
  const { receipt, node } = evidence;
  const publicKey = node && fromBase64(node.publicKey);
  const verify = publicKey && (await verifier(publicKey));
  return [
    keyStep(evidence, publicKey, verify),
    requestStep(evidence),
    outputStep(evidence),
    await signatureStep(receipt, verify),
    await joiningStep(evidence, verify),
    nodeStep(evidence),
  ];
}

/** `partial`: nothing failed, but not everything was at hand. */
export function verdictOf(steps: readonly Step[]): "verified" | "partial" | "failed" {
  if (steps.some(({ outcome }) => outcome === "failed")) return "failed";
  return steps.length > 0 && steps.every(({ outcome }) => outcome === "passed") ? "verified" : "partial";
}

const passed = (step: StepName): Step => ({ step, outcome: "passed" });
const failed = (step: StepName, reason: StepFailure): Step => ({ step, outcome: "failed", reason });
const judged = (step: StepName, reason: StepFailure | null): Step => (reason ? failed(step, reason) : passed(step));
const notGiven = (step: StepName): Step => ({ step, outcome: "unchecked", reason: "not-given" });

function keyStep({ receipt, node }: Evidence, publicKey: Uint8Array | null, verify: Verify | null): Step {
  if (!node) return failed("key", "node-unknown");
  if (!publicKey || !verify) return failed("key", "not-an-rsa-2048-key");
  return judged("key", teeIdOf(publicKey) === receipt.teeId ? null : "key-is-not-the-node");
}

function requestStep({ receipt, request }: Evidence): Step {
  if (!request) return notGiven("request-hash");
  const hash = "prompt" in request ? imageRequestHash(request) : textRequestHash(request);
  return judged("request-hash", hash === receipt.teeRequestHash ? null : "other-request");
}

function outputStep({ receipt, output }: Evidence): Step {
  if (!output) return notGiven("output-hash");
  if (output.commitment !== receipt.flywheel.output_commitment) return failed("output-hash", "other-commitment");
  return judged("output-hash", outputHash(output) === receipt.teeOutputHash ? null : "other-output");
}

async function signatureStep(receipt: Receipt, verify: Verify | null): Promise<Step> {
  if (!verify) return failed("signature", "no-key-to-check-with");
  const message = messageHash(receipt.teeRequestHash, receipt.teeOutputHash, receipt.teeTimestamp);
  const good = message !== null && (await verify(message, receipt.teeSignature));
  return judged("signature", good ? null : "not-signed-by-this-key");
}

async function joiningStep({ receipt, request, requestId }: Evidence, verify: Verify | null): Promise<Step> {
  if (!verify) return failed("joining", "no-key-to-check-with");
  if (receipt.flywheel.request_id !== requestId) return failed("joining", "other-request-id");
  if (request && request.model !== receipt.flywheel.model) return failed("joining", "other-model");
  const hash = claimedJoiningHash(receipt);
  const good = hash !== null && (await verify(hash, receipt.flywheelSignature));
  return judged("joining", good ? null : "not-signed-by-this-key");
}

/** A tampered block may hold what has no canonical form, and so can never have been signed. */
function claimedJoiningHash(receipt: Receipt): Uint8Array<ArrayBuffer> | null {
  try {
    return joiningHash(receipt);
  } catch (cause) {
    if (cause instanceof NotCanonicalError) return null;
    throw cause;
  }
}

function nodeStep({ receipt, node }: Evidence): Step {
  return judged("node", node ? activeAt(node, receipt.teeTimestamp) : "node-unknown");
}
