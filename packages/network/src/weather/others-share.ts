import { createDice } from "../dice.ts";
import { loads } from "./climates.ts";
import type { Moment } from "./spells.ts";

const tideMs = 480_000;
const ownMs = 90_000;
/** Others come and go: a full node has a place free now and then. */
const flutterMs = 7_000;

/** The share of a node's places that the traffic of others takes at a moment, 0 to 1. */
export function othersShareAt({ seed, weather, node, atMs }: Moment): number {
  const { base, tide, own } = loads[weather];
  const everywhere = steep(wave(atMs, tideMs, "tide", seed));
  const here = 0.6 * wave(atMs, ownMs, "own", seed, node) + 0.4 * wave(atMs, flutterMs, "flutter", seed, node);
  return Math.min(1, base + tide * everywhere + own * here);
}

/** From one roll of the dice to that of the next slot without a jump; 0 to 1. Adds and multiplies only: the same on every machine. */
function wave(atMs: number, slotMs: number, ...key: readonly (string | number)[]): number {
  const slot = Math.floor(atMs / slotMs);
  const [from, to] = [slot, slot + 1].map((it) => createDice("weather", ...key, it).fraction()) as [number, number];
  return from + (to - from) * steep((atMs - slot * slotMs) / slotMs);
}

/** Lingers at both ends. */
const steep = (x: number) => x * x * (3 - 2 * x);
