import { sha256 } from "@noble/hashes/sha2.js";
import { toHex } from "./bytes/hex.ts";
import { keccakOfJson, keccakOfText } from "./hashes.ts";

/** `content`: the text alone, as on the real network. `content+images-v1`: the text and the bytes of every picture. */
export type OutputCommitment = "content" | "content+images-v1";

export type Output =
  | { readonly commitment: "content"; readonly content: string }
  | { readonly commitment: "content+images-v1"; readonly content: string; readonly images: readonly Uint8Array[] };

/** The real network signs an empty output for pictures, which proves nothing. Here their bytes are bound. */
export function outputHash(output: Output): string {
  if (output.commitment === "content") return keccakOfText(output.content);
  const images = output.images.map((bytes) => toHex(sha256(bytes)));
  return keccakOfJson({ content: output.content, images });
}
