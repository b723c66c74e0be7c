import type { Canvas } from "@napi-rs/canvas";

/** Reads a sheet's pixels, lets `change` work on their bytes (red, green, blue, alpha), and puts them back. */
export function eachPixel(
  sheet: Canvas,
  change: (bytes: Uint8ClampedArray, width: number, height: number) => void,
): void {
  const brush = sheet.getContext("2d");
  const { width, height } = sheet;
  const image = brush.getImageData(0, 0, width, height);
  change(image.data, width, height);
  brush.putImageData(image, 0, 0);
}
