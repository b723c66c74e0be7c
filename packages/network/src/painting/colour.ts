/** A colour as the eye orders it (Oklch): lightness 0 to 1, chroma 0 to about 0.3, hue in degrees. Mixes stay clean. */
export type Colour = { readonly l: number; readonly c: number; readonly h: number };

export const colour = (l: number, c: number, h: number): Colour => ({ l, c, h });
export const grey = (l: number): Colour => colour(l, 0, 0);

export const lighter = (base: Colour, by: number): Colour => ({ ...base, l: clamp(base.l + by) });
export const duller = (base: Colour, factor: number): Colour => ({ ...base, c: base.c * factor });
export const turned = (base: Colour, degrees: number): Colour => ({ ...base, h: base.h + degrees });

/** From `a` (0) to `b` (1), straight through Oklab, so that opposite hues meet in grey and not in a third colour. */
export function mix(a: Colour, b: Colour, amount: number): Colour {
  const [[aa, ab], [ba, bb]] = [plane(a), plane(b)];
  const [x, y] = [aa + (ba - aa) * amount, ab + (bb - ab) * amount];
  return { l: a.l + (b.l - a.l) * amount, c: Math.hypot(x, y), h: (Math.atan2(y, x) * 180) / Math.PI };
}

export type Rgb = readonly [number, number, number];

/** 0 to 255 each. What the screen cannot show loses chroma, not lightness. */
export function rgb(base: Colour): Rgb {
  for (let chroma = base.c; chroma > 0.004; chroma *= 0.92) {
    const linear = linearRgb({ ...base, c: chroma });
    if (linear.every((channel) => channel >= -0.002 && channel <= 1.002)) return encode(linear);
  }
  return encode(linearRgb({ ...base, c: 0 }));
}

export function css(base: Colour, alpha = 1): string {
  const [r, g, b] = rgb(base);
  return `rgba(${r},${g},${b},${alpha})`;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const plane = ({ c, h }: Colour): readonly [number, number] => {
  const angle = (h * Math.PI) / 180;
  return [c * Math.cos(angle), c * Math.sin(angle)];
};

/** Björn Ottosson's Oklab to linear sRGB. */
function linearRgb(base: Colour): Rgb {
  const [a, b] = plane(base);
  const l = (base.l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (base.l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (base.l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function encode(linear: Rgb): Rgb {
  const channel = (value: number) => {
    const held = clamp(value);
    return Math.round(255 * (held <= 0.0031308 ? 12.92 * held : 1.055 * held ** (1 / 2.4) - 0.055));
  };
  return [channel(linear[0]), channel(linear[1]), channel(linear[2])];
}
