import { chunksOf, pngSignature } from "../painting/canvas/png-chunks.ts";

/** What a picture to work from may be at most: decoded, the largest takes 64 MB of a worker. */
export const referenceLimits = { bytes: 8 * 1_024 * 1_024, side: 4_096 } as const;

export type Reference =
  | { readonly outcome: "usable"; readonly width: number; readonly height: number }
  | { readonly outcome: "refused"; readonly because: "no-png" | "broken" | "too-large" };

/** Bits a channel may have, by the colour type that the header names. PNG, third edition, 11.2.1. */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * Reads a PNG's chunks and their checksums, and no pixel: those are decoded where they are painted, not in the thread
 * that serves everybody.
 */
export function checkReference(bytes: Uint8Array): Reference {
  if (bytes.length > referenceLimits.bytes) return refused("too-large");
  if (!pngSignature.every((byte, index) => bytes[index] === byte)) return refused("no-png");
  const chunks = chunksOf(bytes);
  const [header] = chunks ?? [];
  if (!chunks || header?.type !== "IHDR" || header.data.length !== 13) return refused("broken");

  const view = new DataView(header.data.buffer, header.data.byteOffset, header.data.length);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  if (width > referenceLimits.side || height > referenceLimits.side) return refused("too-large");
  const [depth, colourType, compression, filter, interlace] = [8, 9, 10, 11, 12].map((at) => view.getUint8(at));
  const isKnown = depths[colourType ?? -1]?.includes(depth ?? 0) && !compression && !filter && (interlace ?? 2) < 2;
  const hasPixels = chunks.some(({ type, data }) => type === "IDAT" && data.length > 0);
  const hasPalette = colourType !== 3 || chunks.some(({ type }) => type === "PLTE");
  if (width === 0 || height === 0 || !isKnown || !hasPixels || !hasPalette) return refused("broken");
  return { outcome: "usable", width, height };
}

const refused = (because: "no-png" | "broken" | "too-large"): Reference => ({ outcome: "refused", because });
