/** A picture as the eye orders it, plane by plane: Björn Ottosson's Oklab, for whole sheets at once. */
export type Lab = {
  readonly width: number;
  readonly height: number;
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
};

const linear = Float32Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

const steps = 4_095;
const encoded = Uint8ClampedArray.from({ length: steps + 1 }, (_, step) => {
  const part = step / steps;
  return 255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055);
});
/** Cube roots by table, with one Newton step: a third of the time that Math.cbrt takes. */
const roots = Float32Array.from({ length: 1_025 }, (_, step) => Math.cbrt(step / 1_024));
function root(value: number): number {
  if (value < 0.0005) return Math.cbrt(value);
  const guess = roots[Math.min(1_024, Math.round(value * 1_024))] || 0.08;
  return (2 * guess + value / (guess * guess)) / 3;
}

export function labOf(bytes: Uint8ClampedArray, width: number, height: number): Lab {
  const count = width * height;
  const [l, a, b] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let index = 0, at = 0; index < count; index += 1, at += 4) {
    const red = linear[bytes[at] ?? 0] ?? 0;
    const green = linear[bytes[at + 1] ?? 0] ?? 0;
    const blue = linear[bytes[at + 2] ?? 0] ?? 0;
    const x = root(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const y = root(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const z = root(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    l[index] = 0.2104542553 * x + 0.793617785 * y - 0.0040720468 * z;
    a[index] = 1.9779984951 * x - 2.428592205 * y + 0.4505937099 * z;
    b[index] = 0.0259040371 * x + 0.7827717662 * y - 0.808675766 * z;
  }
  return { width, height, l, a, b };
}

export function writeLab({ l, a, b }: Lab, bytes: Uint8ClampedArray): void {
  for (let index = 0, at = 0; index < l.length; index += 1, at += 4) {
    const light = l[index] ?? 0;
    const green = a[index] ?? 0;
    const blue = b[index] ?? 0;
    const x = cube(light + 0.3963377774 * green + 0.2158037573 * blue);
    const y = cube(light - 0.1055613458 * green - 0.0638541728 * blue);
    const z = cube(light - 0.0894841775 * green - 1.291485548 * blue);
    bytes[at] = channel(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z);
    bytes[at + 1] = channel(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z);
    bytes[at + 2] = channel(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z);
    bytes[at + 3] = 255;
  }
}

const channel = (value: number) => encoded[value <= 0 ? 0 : value >= 1 ? steps : Math.round(value * steps)] ?? 0;

/** The power operator calls out to a general function; a sheet has three quarters of a million cubes. */
const cube = (value: number) => value * value * value;
