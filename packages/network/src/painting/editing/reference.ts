import { inflateSync } from "node:zlib";
import { type Canvas, createCanvas, Image } from "@napi-rs/canvas";
import { chunksOf } from "../canvas/png-chunks.ts";
import type { Pixels } from "../canvas/sheet.ts";
import { type Maker, makerOf } from "../maker.ts";
import type { PaintStyle } from "../styles.ts";

export class UnreadableReferenceError extends Error {
  override name = "UnreadableReferenceError";
  constructor() {
    super("the picture to work from cannot be decoded");
  }
}

/** A picture to work from, at the size that was asked for. */
export type Reference = { readonly sheet: Canvas; readonly maker: Maker | null };

/** How far the bare paper and the frames of a style reach in, in parts of the shorter side. */
const frames: Readonly<Partial<Record<PaintStyle, number>>> = { papercut: 0.1, poster: 0.05, watercolour: 0.055 };

/** Fills the sheet, cutting off what its shape has no room for. Another hand than its maker's leaves the frame away. */
export async function readReference(png: Uint8Array, { width, height }: Pixels, by: PaintStyle): Promise<Reference> {
  const maker = makerOf(png);
  const image = await decoded(png);
  const frame = maker && maker.style !== by ? (frames[maker.style] ?? 0) * Math.min(image.width, image.height) : 0;
  const [fromWidth, fromHeight] = [image.width - 2 * frame, image.height - 2 * frame];
  const factor = Math.max(width / fromWidth, height / fromHeight);
  const [seenWidth, seenHeight] = [width / factor, height / factor];

  const sheet = createCanvas(width, height);
  const brush = sheet.getContext("2d");
  brush.fillStyle = "white";
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(
    image,
    (image.width - seenWidth) / 2,
    (image.height - seenHeight) / 2,
    seenWidth,
    seenHeight,
    0,
    0,
    width,
    height,
  );
  return { sheet, maker };
}

async function decoded(png: Uint8Array): Promise<Image> {
  const image = new Image();
  try {
    unpack(png);
    image.src = png;
    await image.decode();
  } catch {
    throw new UnreadableReferenceError();
  }
  if (image.width === 0 || image.height === 0) throw new UnreadableReferenceError();
  return image;
}

/** The canvas paints half a picture without a word where the data break off: whether they are whole is asked here. */
function unpack(png: Uint8Array): void {
  const data = chunksOf(png)?.flatMap((chunk) => (chunk.type === "IDAT" ? [chunk.data] : [])) ?? [];
  inflateSync(Buffer.concat(data), { maxOutputLength: mostUnpacked });
}

/** Sixteen bits of four channels at the largest size, and a byte for each row. */
const mostUnpacked = 4_096 * 4_096 * 8 + 4_096;
