import { createDice } from "../dice.ts";

/** Smooth chance over a plane: -1 to 1, repeating every 256. */
export type Noise = (x: number, y: number) => number;

const size = 256;
const mask = size - 1;

/** Value noise on a lattice, eased between its points. */
export function createNoise(...seeds: readonly (string | number)[]): Noise {
  const dice = createDice("noise", ...seeds);
  const lattice = new Float32Array(size * size);
  for (let index = 0; index < lattice.length; index += 1) lattice[index] = dice.between(-1, 1);

  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const fx = ease(x - ix);
    const upper = (iy & mask) * size;
    const lower = ((iy + 1) & mask) * size;
    const left = ix & mask;
    const right = (ix + 1) & mask;
    const nw = lattice[upper + left] ?? 0;
    const sw = lattice[lower + left] ?? 0;
    const top = nw + ((lattice[upper + right] ?? 0) - nw) * fx;
    const bottom = sw + ((lattice[lower + right] ?? 0) - sw) * fx;
    return top + (bottom - top) * ease(y - iy);
  };
}

/** Several noises on top of each other, each twice as fine and half as strong. */
export function layered(noise: Noise, x: number, y: number, octaves: number): number {
  let sum = 0;
  let strength = 1;
  let scale = 1;
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += noise(x * scale + octave * 17.3, y * scale + octave * 9.1) * strength;
    strength /= 2;
    scale *= 2;
  }
  return sum / (2 - 2 ** (1 - octaves));
}

const ease = (t: number) => t * t * (3 - 2 * t);
