import { fromHex } from "./hex.ts";

/** A whole number as the chain's uint256: 32 bytes, big-endian. Null for what is none. */
export function uint256(value: number): Uint8Array<ArrayBuffer> | null {
  if (!Number.isSafeInteger(value) || value < 0) return null;
  const word = new Uint8Array(32);
  new DataView(word.buffer).setBigUint64(24, BigInt(value));
  return word;
}

/** A hash from its hex. Null for anything but 32 bytes. */
export function hash32(hex: string): Uint8Array<ArrayBuffer> | null {
  const bytes = fromHex(hex);
  return bytes?.length === 32 ? bytes : null;
}
