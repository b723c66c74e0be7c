import { type Colour, colour } from "../colour.ts";
import type { Mood } from "../reading/scene.ts";
import type { Change } from "./change.ts";
import { dabOf, eachColour, lean, length, soft } from "./each-colour.ts";
import type { Lab } from "./oklab.ts";

export function toMood(lab: Lab, mood: Mood): void {
  const [sepia, violet] = [dabOf(colour(0.7, 0.06, 78)), dabOf(colour(0.72, 0.1, 318))];
  eachColour(lab, (dab, u, v) => {
    switch (mood) {
      case "vivid":
        tune(dab, 1.45, 1.12);
        return;
      case "gentle":
        tune(dab, 0.72, 0.78);
        dab.l += 0.09;
        return;
      case "dark":
        tune(dab, 0.8, 1.12);
        dab.l = dab.l * 0.74 - 0.16 * soft(0.3, 0.75, length(u - 0.5, v - 0.5));
        return;
      case "faded":
        tune(dab, 0.5, 0.8);
        lean(dab, { l: dab.l, a: sepia.a, b: sepia.b }, 0.6);
        return;
      case "dreamy":
        tune(dab, 0.95, 0.85);
        dab.l += 0.05;
        lean(dab, { l: dab.l, a: violet.a, b: violet.b }, 0.42);
        return;
      case "grey":
        tune(dab, 0.02, 1.05);
        return;
      default:
    }
  });
}

/** One colour goes over all; two part the picture into its shadows and its lights. Lightness stays: it is the drawing. */
export function toTints(lab: Lab, tints: readonly Colour[]): void {
  const [first, second = first] = [...tints].sort((one, other) => one.l - other.l);
  if (!first || !second) return;
  const [shadow, light] = [dabOf(first), dabOf(second)];
  const isGrey = tints.every(({ c }) => c < 0.03);
  eachColour(lab, (dab) => {
    const t = soft(0.25, 0.8, dab.l);
    const to = { l: dab.l, a: shadow.a + (light.a - shadow.a) * t, b: shadow.b + (light.b - shadow.b) * t };
    if (isGrey) to.l += (first.l - 0.55) * 0.5;
    // White paper and black lines keep most of themselves.
    const middle = 1 - 0.55 * soft(0.88, 1, dab.l) - 0.4 * soft(0.2, 0.05, dab.l);
    lean(dab, to, 0.78 * middle);
  });
}

export function toDials(lab: Lab, { warmth, brightness, contrast, saturation }: Change): void {
  if (!warmth && !brightness && !contrast && !saturation) return;
  eachColour(lab, (dab) => {
    tune(dab, 1 + saturation * 0.5, 1 + contrast * 0.35);
    dab.l += brightness * (brightness > 0 ? 0.16 * (1 - dab.l * 0.6) : 0.3 * dab.l);
    dab.a += warmth * 0.022;
    dab.b += warmth * 0.05;
  });
}

function tune(dab: { l: number; a: number; b: number }, chroma: number, contrast: number): void {
  dab.a *= chroma;
  dab.b *= chroma;
  dab.l = 0.55 + (dab.l - 0.55) * contrast;
}
