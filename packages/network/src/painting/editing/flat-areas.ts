import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { type Colour, rgb } from "../colour.ts";
import { clustersOf } from "./clusters.ts";

/** An area of one colour: opaque where it is. */
export type Area = { readonly colour: Colour; readonly share: number; readonly mask: Canvas };

/** The longer side at which areas are told apart: finer, and every stroke of the model would become one. */
const detail = 270;

/** A picture as a few flat areas of colour, the largest first, with edges that a pair of scissors could follow. */
export function flatAreas(base: Canvas, count: number): readonly Area[] {
  const factor = Math.min(1, detail / Math.max(base.width, base.height));
  const small = createCanvas(Math.round(base.width * factor), Math.round(base.height * factor));
  const brush = small.getContext("2d");
  brush.imageSmoothingQuality = "high";
  brush.filter = "blur(1.9px)";
  brush.drawImage(base, 0, 0, small.width, small.height);
  const { data } = brush.getImageData(0, 0, small.width, small.height);
  const clusters = clustersOf(data, count);
  const inks = clusters.map(({ colour }) => rgb(colour));
  const masks = clusters.map(() => {
    const mask = createCanvas(small.width, small.height);
    return { mask, image: mask.getContext("2d").createImageData(small.width, small.height) };
  });
  for (let at = 0; at < data.length; at += 4) {
    let [best, distance] = [0, Number.POSITIVE_INFINITY];
    inks.forEach(([red, green, blue], index) => {
      const far =
        2 * ((data[at] ?? 0) - red) ** 2 +
        4 * ((data[at + 1] ?? 0) - green) ** 2 +
        3 * ((data[at + 2] ?? 0) - blue) ** 2;
      if (far < distance) [best, distance] = [index, far];
    });
    const [red, green, blue] = inks[best] ?? [0, 0, 0];
    masks[best]?.image.data.set([red, green, blue, 255], at);
  }
  return clusters.map(({ colour, share }, index) => {
    const { mask, image } = masks[index] ?? { mask: small, image: null };
    if (image) mask.getContext("2d").putImageData(image, 0, 0);
    return { colour, share, mask };
  });
}
