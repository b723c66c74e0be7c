import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { eachPixel } from "../canvas/each-pixel.ts";
import { type Colour, type Rgb, rgb } from "../colour.ts";
import { soft } from "./each-colour.ts";
import { edgesOf } from "./edges-of.ts";

/** Darkens a picture onto `night` and gives back tubes of light along its edges, in the sign's colours and its own. */
export function tubesOf(base: Canvas, night: Canvas, tones: readonly [Colour, Colour, Colour]): Canvas {
  const { width, height } = base;
  const unit = Math.min(width, height);
  const smooth = createCanvas(width, height);
  const brush = smooth.getContext("2d");
  brush.filter = `blur(${(unit * 0.0045).toFixed(2)}px)`;
  brush.drawImage(base, 0, 0);
  brush.filter = "none";
  const source = brush.getImageData(0, 0, width, height).data;
  const edges = edgesOf(source, width, height, Math.max(1, Math.round(unit / 340)));
  const [first, second, third] = tones.map((tone) => rgb(tone)) as [Rgb, Rgb, Rgb];
  const deep = rgb({ l: 0.14, c: 0.07, h: tones[2].h - 20 });

  eachPixel(night, (bytes) => {
    for (let at = 0; at < bytes.length; at += 4) {
      for (let channel = 0; channel < 3; channel += 1) {
        const value = source[at + channel] ?? 0;
        bytes[at + channel] = (deep[channel] ?? 0) * 0.75 + value * 0.16 + (value * value) / 1_900;
      }
      bytes[at + 3] = 255;
    }
  });
  const tubes = createCanvas(width, height);
  eachPixel(tubes, (bytes) => {
    for (let index = 0, at = 0; at < bytes.length; index += 1, at += 4) {
      const lit = soft(24, 60, edges[index] ?? 0);
      if (lit < 0.02) continue;
      const [red, green, blue] = [source[at] ?? 0, source[at + 1] ?? 0, source[at + 2] ?? 0];
      const sign = red > green + 16 && red > blue ? first : blue > red + 10 ? second : green > red + 6 ? third : first;
      // A grey edge takes the sign's colour, a coloured one keeps half of its own.
      const most = Math.max(60, red, green, blue);
      const own = 0.55 * soft(0.12, 0.5, (most - Math.min(red, green, blue)) / most);
      bytes[at] = (1 - own) * sign[0] + own * (red / most) * 255;
      bytes[at + 1] = (1 - own) * sign[1] + own * (green / most) * 255;
      bytes[at + 2] = (1 - own) * sign[2] + own * (blue / most) * 255;
      bytes[at + 3] = 215 * lit;
    }
  });
  return tubes;
}
