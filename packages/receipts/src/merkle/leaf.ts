import { keccak_256 } from "@noble/hashes/sha3.js";
import { fromBase64 } from "../bytes/base64.ts";
import { concat } from "../bytes/concat.ts";
import { toHex } from "../bytes/hex.ts";
import { hash32, uint256 } from "../bytes/word.ts";
import type { TeeProof } from "../receipt.ts";

/**
 * A receipt's leaf in a batch: keccak256 twice over its ABI encoding, so that no inner node of the tree can pass for a
 * leaf. Hex without 0x; null for a receipt whose values have no encoding.
 */
export function leafOf(receipt: TeeProof): string | null {
  const encoded = abiEncoded(receipt);
  return encoded && toHex(keccak_256(keccak_256(encoded)));
}

/** `abi.encode(bytes32 teeId, bytes32 inputHash, bytes32 outputHash, bytes signature, uint256 timestamp)`. */
function abiEncoded({ teeId, teeRequestHash, teeOutputHash, teeSignature, teeTimestamp }: TeeProof): Uint8Array | null {
  const [node, input, output] = [hash32(teeId), hash32(teeRequestHash), hash32(teeOutputHash)];
  const [signature, time] = [fromBase64(teeSignature), uint256(teeTimestamp)];
  if (!node || !input || !output || !signature || !time) return null;

  const head = [node, input, output, word(signatureAt), time];
  const padding = new Uint8Array(-signature.length & 31);
  return concat(...head, word(signature.length), signature, padding);
}

/** What has no fixed size stands behind the five words of the head, which say where. */
const signatureAt = 5 * 32;

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(28, value);
  return bytes;
}
