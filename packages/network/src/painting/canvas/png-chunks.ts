import { crc32 } from "node:zlib";

export const pngSignature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

export type Chunk = { readonly type: string; readonly data: Uint8Array };

/** Real files have some dozens. One that is nothing but chunks would be long to read, and for nothing. */
const maxChunks = 10_000;

/** Up to the end chunk; null when one is cut off, is not what its checksum says, or when there are too many. */
export function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Chunk[] = [];
  for (let at = pngSignature.length; at + 12 <= bytes.length && chunks.length < maxChunks; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) return null;
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === "IEND") return chunks;
    chunks.push({ type, data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return null;
}
