/** A stream of chance that repeats for a seed, in whole 32-bit steps, so that it is the same on every machine. */
export type Chance = {
  /** At least 0, below 1. */
  next(): number;
  happens(probability: number): boolean;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  pick<const Item>(items: readonly [Item, ...Item[]]): Item;
  bytes(count: number): Uint8Array;
};

/** Streams of different names are independent: one more visitor changes nothing about the others. */
export function createChance(seed: number, ...names: readonly number[]): Chance {
  let state = names.reduce<number>((mixed, name) => scramble(mixed ^ scramble(name + 0x9e3779b9)), scramble(seed));

  function step(): number {
    state = (state + 0x9e3779b9) >>> 0;
    return scramble(state);
  }
  const next = () => step() / 0x1_0000_0000;
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));

  return {
    next,
    happens: (probability) => next() < probability,
    between,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    bytes: (count) => Uint8Array.from({ length: count }, () => step() >>> 24),
  };
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the number reaches every bit of the result. */
function scramble(number: number): number {
  let mixed = number >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
