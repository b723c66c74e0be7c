import { fromBase64 } from "../bytes/base64.ts";
import { NotCanonicalError } from "../canonical-json.ts";
import { messageHash, teeIdOf } from "../hashes.ts";
import { joiningHash } from "../joining.ts";
import type { Verify } from "../keys.ts";
import type { RegisteredNode } from "../node-activity.ts";
import type { MockReceipt, TeeProof } from "../receipt.ts";
import type { Evidence } from "./evidence.ts";
import { failed, judged, type Step } from "./step.ts";

export function keyStep({ teeId }: TeeProof, node: RegisteredNode, verify: Verify | null): Step {
  const publicKey = fromBase64(node.publicKey);
  if (!publicKey || !verify) return failed("key", "not-an-rsa-2048-key");
  return judged("key", teeIdOf(publicKey) === teeId ? null : "key-is-not-the-node");
}

export async function signatureStep(receipt: TeeProof, verify: Verify | null): Promise<Step> {
  if (!verify) return failed("signature", "no-key-to-check-with");
  const message = messageHash(receipt.teeRequestHash, receipt.teeOutputHash, receipt.teeTimestamp);
  const good = message !== null && (await verify(message, receipt.teeSignature));
  return judged("signature", good ? null : "not-signed-by-this-key");
}

export async function joiningStep(
  receipt: MockReceipt,
  { request, requestId }: Evidence,
  verify: Verify | null,
): Promise<Step> {
  if (!verify) return failed("joining", "no-key-to-check-with");
  if (receipt.flywheel.request_id !== requestId) return failed("joining", "other-request-id");
  if (request && request.model !== receipt.flywheel.model) return failed("joining", "other-model");
  const hash = claimedJoiningHash(receipt);
  const good = hash !== null && (await verify(hash, receipt.flywheelSignature));
  return judged("joining", good ? null : "not-signed-by-this-key");
}

/** A tampered block may hold what has no canonical form, and so can never have been signed. */
function claimedJoiningHash(receipt: MockReceipt): Uint8Array<ArrayBuffer> | null {
  try {
    return joiningHash(receipt);
  } catch (cause) {
    if (cause instanceof NotCanonicalError) return null;
    throw cause;
  }
}
