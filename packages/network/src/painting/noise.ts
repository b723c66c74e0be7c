import { createDice } from "../dice.ts";

/** Smooth chance over a plane: -1 to 1, repeating every 256. */
export type Noise = (x: number, y: number) => number;

const size = 256;
const mask = size - 1;

/** Value noise on a lattice, eased between its points. */
export function createNoise(...seeds: readonly (string | number)[]): Noise {
  const dice = createDice("noise", ...seeds);
  const lattice = Float32Array.from({ length: size * size }, () => dice.between(-1, 1));
  const at = (x: number, y: number) => lattice[(y & mask) * size + (x & mask)] ?? 0;

  return (x, y) => {
    const [ix, iy] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [ease(x - ix), ease(y - iy)];
    const top = at(ix, iy) + (at(ix + 1, iy) - at(ix, iy)) * fx;
    const bottom = at(ix, iy + 1) + (at(ix + 1, iy + 1) - at(ix, iy + 1)) * fx;
    return top + (bottom - top) * fy;
  };
}

/** Several noises on top of each other, each twice as fine and half as strong. */
export function layered(noise: Noise, x: number, y: number, octaves: number): number {
  let [sum, strength, scale] = [0, 1, 1];
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += noise(x * scale + octave * 17.3, y * scale + octave * 9.1) * strength;
    strength /= 2;
    scale *= 2;
  }
  return sum / (2 - 2 ** (1 - octaves));
}

const ease = (t: number) => t * t * (3 - 2 * t);
