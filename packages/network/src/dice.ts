/** Chance that can be repeated: the same words and seed roll the same dice, on every machine. */
export type Dice = {
  /** At least 0, below 1. */
  fraction(): number;
  between(low: number, high: number): number;
  /** A whole number, at least 0, below `below`. */
  whole(below: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
};

export class NothingToPickError extends Error {
  override name = "NothingToPickError";
  constructor() {
    super("cannot pick from an empty list");
  }
}

export function createDice(...seeds: readonly (string | number)[]): Dice {
  const fraction = small(seeds.join("\u0000"));
  const whole = (below: number) => Math.floor(fraction() * below);

  return {
    fraction,
    whole,
    between: (low, high) => low + fraction() * (high - low),
    chance: (probability) => fraction() < probability,
    pick(items) {
      const index = whole(items.length);
      for (const item of items.slice(index, index + 1)) return item;
      throw new NothingToPickError();
    },
    shuffled(items) {
      const rest = [...items];
      return items.flatMap(() => rest.splice(whole(rest.length), 1));
    },
  };
}

/** 32 bits of a text: FNV-1a over its UTF-16 units, stirred so that similar words land far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Chris Doty-Humphrey's sfc32: 128 bits of state, passes PractRand, four additions and three shifts a number. */
function small(seed: string): () => number {
  let [a, b, c, counter] = [hashOf(seed), hashOf(`${seed}b`), hashOf(`${seed}c`), 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}
