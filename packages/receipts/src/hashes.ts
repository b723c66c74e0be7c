import { keccak_256 } from "@noble/hashes/sha3.js";
import { concat } from "./bytes/concat.ts";
import { toHex } from "./bytes/hex.ts";
import { utf8 } from "./bytes/utf8.ts";
import { hash32, uint256 } from "./bytes/word.ts";
import { canonicalJson, type Json } from "./canonical-json.ts";

/** keccak256, the chain's hash: lower-case hex without 0x. */
export const keccakHex = (bytes: Uint8Array): string => toHex(keccak_256(bytes));

export const keccakOfText = (text: string): string => keccakHex(utf8(text));

export const keccakOfJson = (value: Json): string => keccakOfText(canonicalJson(value));

/** A node's id: keccak256 of its public key, DER SPKI. */
export const teeIdOf = (publicKey: Uint8Array): string => keccakHex(publicKey);

/** What a node signs: keccak256 of request hash, output hash and the time as a big-endian uint256. Null for malformed hashes or times. */
export function messageHash(
  requestHash: string,
  outputHash: string,
  timestamp: number,
): Uint8Array<ArrayBuffer> | null {
  const [request, output, time] = [hash32(requestHash), hash32(outputHash), uint256(timestamp)];
  return request && output && time && Uint8Array.from(keccak_256(concat(request, output, time)));
}
