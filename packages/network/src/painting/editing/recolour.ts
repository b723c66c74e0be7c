import type { Colour } from "../colour.ts";
import { motifs } from "../motifs/motifs.ts";
import type { Region } from "./change.ts";
import { chromaOf, type Dab, dabOf, eachColour, hueApart, hueOf, length, soft } from "./each-colour.ts";
import type { Lab } from "./oklab.ts";
import type { SkyMap } from "./sky-of.ts";

/** Gives what is meant another colour. Shades stay shades: the lightness of a thing only moves as a whole. */
export function recolour(
  lab: Lab,
  { region, to }: { readonly region: Region; readonly to: Colour },
  sky: SkyMap,
): void {
  const belongs = membership(lab, region, sky);
  const target = dabOf(to);
  const [sum, weight] = [{ l: 0 }, { all: 0 }];
  const share = new Float32Array(lab.l.length);
  eachColour(lab, (dab, u, v, index) => {
    const part = belongs(dab, u, v, index);
    share[index] = part;
    sum.l += dab.l * part;
    weight.all += part;
  });
  if (weight.all < 1) return;
  const shift = (to.l - sum.l / weight.all) * 0.75;
  eachColour(lab, (dab, _, __, index) => {
    const part = share[index] ?? 0;
    if (part < 0.01) return;
    dab.l = Math.min(0.99, Math.max(0.02, dab.l + shift * part));
    dab.a += (target.a - dab.a) * part * 0.92;
    dab.b += (target.b - dab.b) * part * 0.92;
  });
}

type Membership = (dab: Dab, u: number, v: number, index: number) => number;

function membership(lab: Lab, region: Region, sky: SkyMap): Membership {
  const above: Membership = (_, __, ___, index) => sky.at(index);
  const hued =
    (hue: number, reach: number, least: number): Membership =>
    (dab) =>
      soft(reach, reach * 0.6, hueApart(hueOf(dab), hue)) * soft(least, least * 2.2, chromaOf(dab));
  switch (region) {
    case "sky":
      return sky.share ? above : (_, __, v) => soft(0.5, 0.3, v);
    case "backdrop":
      return sky.share ? above : (_, u, v) => soft(0.28, 0.42, length(u - 0.5, v - 0.55));
    case "water": {
      const blue = hued(245, 60, 0.012);
      return (dab, u, v, index) =>
        Math.max(blue(dab, u, v, index), soft(0.72, 0.86, v) * 0.6) *
        soft(0.42, 0.56, v) *
        (1 - above(dab, u, v, index));
    }
    case "foliage": {
      const green = hued(125, 58, 0.02);
      return (dab, u, v, index) => green(dab, u, v, index) * (1 - above(dab, u, v, index));
    }
    case "hair":
      return salient(lab, null, { left: 0.34, right: 0.66, top: 0.1, bottom: 0.34 });
    case "clothes":
      return salient(lab, null, { left: 0.3, right: 0.7, top: 0.74, bottom: 0.96 });
    case "thing":
      return salient(lab, null);
    default: {
      const { colour: own } = motifs[region.motif];
      return salient(lab, own && own !== "foliage" && own.c > 0.05 ? own.h : own === "foliage" ? 125 : null);
    }
  }
}

/** Where the thing that a picture is of usually is. */
const middle = { left: 0.28, right: 0.72, top: 0.3, bottom: 0.92 };

/**
 * The thing that a picture is of: the hue in its middle that its edges lack most, near where that hue is. `known` is the
 * hue that such a thing has in nature.
 */
function salient(lab: Lab, known: number | null, window = middle): Membership {
  const bins = 24;
  const [inside, outside] = [new Float32Array(bins), new Float32Array(bins)];
  eachColour(lab, (dab, u, v, index) => {
    if (index % 5) return;
    const chroma = chromaOf(dab);
    if (chroma < 0.03) return;
    const bin = Math.floor((hueOf(dab) / 360) * bins) % bins;
    const isInside = u > window.left && u < window.right && v > window.top && v < window.bottom;
    const list = isInside ? inside : outside;
    list[bin] = (list[bin] ?? 0) + chroma * (isInside ? 2.9 : 1);
  });
  const score = (bin: number) => (inside[bin] ?? 0) - (window === middle ? 0.9 : 0.1) * (outside[bin] ?? 0);
  const near = (bin: number) => (known === null ? 1 : soft(75, 20, hueApart(((bin + 0.5) / bins) * 360, known)));
  let best = 0;
  for (let bin = 1; bin < bins; bin += 1) if (score(bin) * near(bin) > score(best) * near(best)) best = bin;
  const hue = score(best) > 0 ? ((best + 0.5) / bins) * 360 : (known ?? ((best + 0.5) / bins) * 360);

  // Of that hue the strongest: hair and skin can share a hue, hardly ever a chroma.
  const typical = { l: 0, c: 0, all: 0 };
  eachColour(lab, (dab, u, v, index) => {
    if (
      index % 5 ||
      u < window.left ||
      u > window.right ||
      v < window.top ||
      v > window.bottom ||
      hueApart(hueOf(dab), hue) > 18
    )
      return;
    const chroma = chromaOf(dab);
    const weight = chroma ** 3;
    typical.l += dab.l * weight;
    typical.c += chroma * weight;
    typical.all += weight;
  });
  const [l, c] = [typical.l / (typical.all || 1), typical.c / (typical.all || 1)];
  const at = { u: 0, v: 0, all: 0 };
  const alike: Membership = (dab) => {
    const chroma = chromaOf(dab);
    return (
      soft(34, 20, hueApart(hueOf(dab), hue)) *
      soft(0.36, 0.55, chroma / (c || 1)) *
      soft(0.36, 0.22, Math.abs(dab.l - l))
    );
  };
  eachColour(lab, (dab, u, v, index) => {
    if (index % 5 || Math.abs(u - 0.5) > 0.3) return;
    const part = alike(dab, u, v, index);
    at.u += u * part;
    at.v += v * part;
    at.all += part;
  });
  const [cu, cv] = at.all > 0 ? [at.u / at.all, at.v / at.all] : [0.5, 0.6];
  return (dab, u, v, index) => alike(dab, u, v, index) * soft(0.46, 0.3, length(u - cu, v - cv));
}
