import { keccak_256 } from "@noble/hashes/sha3.js";
import { utf8 } from "./bytes/utf8.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { MockReceipt } from "./receipt.ts";

/** What the joining signature signs: the block, and beside it the three values that tie it to one proof. */
export function joiningHash(receipt: Joined): Uint8Array<ArrayBuffer> {
  const { flywheel, teeRequestHash, teeOutputHash, teeTimestamp } = receipt;
  const signed = canonicalJson({
    flywheel,
    tee_request_hash: teeRequestHash,
    tee_output_hash: teeOutputHash,
    tee_timestamp: teeTimestamp,
  });
  return Uint8Array.from(keccak_256(utf8(signed)));
}

export type Joined = Pick<MockReceipt, "flywheel" | "teeRequestHash" | "teeOutputHash" | "teeTimestamp">;
