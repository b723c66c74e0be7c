import { scramble } from "./random.ts";
import { type LastingChoice, lastingChoices } from "./world/constancy.ts";

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
/** Two characters of base 36 for each number below 1,296. */
const pairs = Array.from({ length: 1_296 }, (_, number) => inBase36(number, 2));

/**
 * Who somebody is in a population: 64 bits. Ids are written from them and a number that counts up, by steps that lose
 * nothing, so two ids of one kind are equal only if both are: `prefix_`, 13 characters of the visitor and 7 of the number.
 */
export type Key = { readonly high: number; readonly low: number };

/** The visitor at a place in the population of a seed. `high` alone is different for each. */
export function keyAt(seed: number, index: number): Key {
  const high = scramble(scramble(seed ^ 0x9e3779b9) ^ index);
  return { high, low: scramble(scramble(high ^ seed) ^ scramble(index + 0x7f4a7c15)) };
}

/** Somebody whom a visitor brought: the `nth` of theirs. */
export function keyBeside({ high, low }: Key, nth: number): Key {
  const mixed = scramble(high ^ scramble(nth + 0x6a09e667));
  return { high: mixed, low: scramble(low ^ scramble(mixed + nth)) };
}

/** From 0 to below 1: what a visitor always draws for a choice. */
export function ownPoint({ high, low }: Key, choice: LastingChoice): number {
  const place = scramble(lastingChoices.indexOf(choice) + 0x3c6ef372);
  return scramble(scramble(high ^ place) ^ low) / 0x1_0000_0000;
}

/** The 13 characters that all ids of a visitor share. */
export function stemOf({ high, low }: Key): string {
  return inBase36Wide((BigInt(high) << 32n) | BigInt(low), 13);
}

/** The 7 characters that tell a visitor's ids apart; neighbouring numbers look nothing like each other. */
export function tailOf(number: number): string {
  const mixed = scramble(number);
  // 1,679,616 = 36^4: the upper three characters and the lower four.
  const upper = Math.floor(mixed / 1_679_616);
  const lower = mixed - upper * 1_679_616;
  const middle = Math.floor(lower / 1_296);
  return (
    alphabet.charAt(Math.floor(upper / 1_296)) + pairs[upper % 1_296] + pairs[middle] + pairs[lower - middle * 1_296]
  );
}

/** A node of the simulated network; real ones have keys. */
export function nodeIdAt(index: number): string {
  let digits = "";
  for (let word = 0; digits.length < 64; word += 1) {
    digits += scramble(scramble(index ^ 0x5f356495) ^ word)
      .toString(16)
      .padStart(8, "0");
  }
  return digits;
}

function inBase36(number: number, length: number): string {
  return number.toString(36).padStart(length, "0");
}

function inBase36Wide(number: bigint, length: number): string {
  return number.toString(36).padStart(length, "0");
}
