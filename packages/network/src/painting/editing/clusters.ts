import { type Colour, mix } from "../colour.ts";
import { labOf } from "./oklab.ts";

export type Cluster = { readonly colour: Colour; readonly share: number };

const rounds = 7;
const samples = 1_600;

/** The few colours that a picture is made of, the most common first: Lloyd's k-means in Oklab, begun along the lightness. */
export function clustersOf(bytes: Uint8ClampedArray, count: number): readonly Cluster[] {
  const pixels = bytes.length / 4;
  const taken = new Uint8ClampedArray(samples * 4);
  for (let index = 0; index < samples; index += 1) {
    const at = Math.floor(((index * 0.618034) % 1) * pixels) * 4;
    taken.set(bytes.subarray(at, at + 4), index * 4);
  }
  const { l, a, b } = labOf(taken, samples, 1);
  const order = Array.from({ length: samples }, (_, index) => index).sort(
    (one, other) => (l[one] ?? 0) - (l[other] ?? 0),
  );
  let centres = Array.from({ length: count }, (_, index) => {
    const at = order[Math.floor(((index + 0.5) / count) * samples)] ?? 0;
    return [l[at] ?? 0, a[at] ?? 0, b[at] ?? 0, 0] as [number, number, number, number];
  });
  for (let round = 0; round < rounds; round += 1) {
    const sums = centres.map(() => [0, 0, 0, 0] as [number, number, number, number]);
    for (let at = 0; at < samples; at += 1) {
      const [x, y, z] = [l[at] ?? 0, a[at] ?? 0, b[at] ?? 0];
      let [best, distance] = [0, Number.POSITIVE_INFINITY];
      centres.forEach(([cl, ca, cb], index) => {
        const far = (cl - x) ** 2 + 3 * (ca - y) ** 2 + 3 * (cb - z) ** 2;
        if (far < distance) [best, distance] = [index, far];
      });
      const sum = sums[best];
      if (!sum) continue;
      sum[0] += x;
      sum[1] += y;
      sum[2] += z;
      sum[3] += 1;
    }
    centres = sums.map(([x, y, z, n], index) => (n > 0 ? [x / n, y / n, z / n, n] : (centres[index] ?? [0, 0, 0, 0])));
  }
  return centres
    .filter(([, , , n]) => n > 0)
    .map(([cl, ca, cb, n]) => ({
      colour: mix({ l: cl, c: Math.hypot(ca, cb), h: (Math.atan2(cb, ca) * 180) / Math.PI }, { l: cl, c: 0, h: 0 }, 0),
      share: n / samples,
    }))
    .sort((one, other) => other.share - one.share);
}
