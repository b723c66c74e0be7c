import { keccak_256 } from "@noble/hashes/sha3.js";
import { concat } from "../bytes/concat.ts";
import { toHex } from "../bytes/hex.ts";
import { hash32 } from "../bytes/word.ts";

/** The root that a leaf and the hashes beside its path lead to, hex without 0x. Null when one of them is no hash. */
export function rootFrom(leaf: string, siblings: readonly string[]): string | null {
  let node = hash32(leaf);
  for (const hex of siblings) {
    const sibling = hash32(hex);
    if (!node || !sibling) return null;
    node = parentOf(node, sibling);
  }
  return node && toHex(node);
}

/** The smaller hash comes first: a proof then need not say on which side each sibling was. */
export function parentOf(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const children = isBefore(left, right) ? concat(left, right) : concat(right, left);
  return Uint8Array.from(keccak_256(children));
}

function isBefore(left: Uint8Array, right: Uint8Array): boolean {
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}
