import type { NodeId } from "@flywheel/vocabulary";
import { messageHash } from "./hashes.ts";
import { joiningHash } from "./joining.ts";
import type { Sign } from "./keys.ts";
import type { JoiningBlock, MockReceipt } from "./receipt.ts";

export type ReceiptClaim = {
  /** Nobody signs in the name of the real network. */
  readonly origin: MockReceipt["origin"];
  readonly teeId: NodeId;
  readonly requestHash: string;
  readonly outputHash: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly flywheel: JoiningBlock;
};

export class WrongClaimError extends Error {
  override name = "WrongClaimError";
  constructor() {
    super("a receipt needs two hashes of 32 bytes and a time in whole seconds");
  }
}

/** Both signatures of a node of the mock network: what it served, and who asked and paid for it. */
export async function signReceipt(sign: Sign, claim: ReceiptClaim): Promise<MockReceipt> {
  const { origin, teeId, requestHash, outputHash, timestamp, flywheel } = claim;
  const message = messageHash(requestHash, outputHash, timestamp);
  if (!message) throw new WrongClaimError();
  const proof = { teeRequestHash: requestHash, teeOutputHash: outputHash, teeTimestamp: timestamp, flywheel };
  const [teeSignature, flywheelSignature] = await Promise.all([sign(message), sign(joiningHash(proof))]);
  return { origin, teeId, ...proof, teeSignature, flywheelSignature };
}
