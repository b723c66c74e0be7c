import { crc32, deflateSync } from "node:zlib";
import type { Canvas } from "@napi-rs/canvas";
import { pngSignature } from "./png-chunks.ts";

/** Each row as its difference to the one above ("up"), which suits paint and costs a hundredth of trying every filter. */
const up = 2;
/** Beyond this level zlib takes twice the time for a twentieth of the bytes. */
const level = 3;

/** A sheet as PNG: eight bits, red, green and blue. Four times as fast as the canvas's own encoder. `text` comes behind the header. */
export function pngOf(
  sheet: Canvas,
  text?: { readonly keyword: string; readonly value: string },
): Uint8Array<ArrayBuffer> {
  const { width, height } = sheet;
  const { data } = sheet.getContext("2d").getImageData(0, 0, width, height);
  const rows = new Uint8Array(height * (width * 3 + 1));
  const above = width * 4;
  for (let y = 0, to = 0, from = 0; y < height; y += 1) {
    rows[to++] = up;
    for (let x = 0; x < width; x += 1, from += 4) {
      rows[to++] = (data[from] ?? 0) - (data[from - above] ?? 0);
      rows[to++] = (data[from + 1] ?? 0) - (data[from + 1 - above] ?? 0);
      rows[to++] = (data[from + 2] ?? 0) - (data[from + 2 - above] ?? 0);
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  return joined([
    pngSignature,
    chunk("IHDR", header),
    ...(text ? [chunk("tEXt", new TextEncoder().encode(`${text.keyword}\u0000${text.value}`))] : []),
    chunk("IDAT", deflateSync(rows, { level })),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(data.length + 12);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(type), 4);
  whole.set(data, 8);
  view.setUint32(data.length + 8, crc32(whole.subarray(4, data.length + 8)));
  return whole;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
