import { createDice } from "../dice.ts";
import type { Weather } from "../port.ts";
import { type Spell, spells } from "./climates.ts";

/** Where and when weather is asked for. */
export type Moment = {
  readonly seed: number;
  readonly weather: Weather;
  /** A node's name. */
  readonly node: string;
  readonly atMs: number;
};

/** What lies on a node, and since when: the same for whoever asks, also after a restart. */
export type Trouble =
  | { readonly kind: "down"; readonly sinceMs: number }
  | { readonly kind: "slow"; readonly sinceMs: number; readonly speedPercent: number };

/** The worst of what lies on a node at a moment; null while it is well. */
export function troubleAt(moment: Moment): Trouble | null {
  const worst = worstAt(moment);
  if (worst?.kind !== "down") return worst;
  // A node on which one thing falls while it is down with another is down once.
  const before = troubleAt({ ...moment, atMs: worst.sinceMs - 1 });
  return before?.kind === "down" ? before : worst;
}

function worstAt(moment: Moment): Trouble | null {
  const troubles = spells.flatMap((spell) => under(spell, moment) ?? []);
  return troubles.find(({ kind }) => kind === "down") ?? troubles[0] ?? null;
}

/** A spell begins and ends within its slot, so that one slot tells all. */
function under(spell: Spell, { seed, weather, node, atMs }: Moment): Trouble | null {
  const { kind, slotMs, lastsMs, chance, reaches, slowsToPercent } = spell;
  if (chance[weather] === 0) return null;
  const slot = Math.floor(atMs / slotMs);
  const dice = createDice("weather", seed, kind, slot, reaches === null ? node : "everywhere");
  if (!dice.chance(chance[weather])) return null;

  const lengthMs = Math.round(dice.between(...lastsMs));
  const sinceMs = slot * slotMs + Math.floor(dice.between(0, slotMs - lengthMs));
  if (atMs < sinceMs || atMs >= sinceMs + lengthMs) return null;
  if (reaches !== null && !createDice("weather", seed, kind, slot, "reaches", node).chance(reaches)) return null;
  if (!slowsToPercent) return { kind: "down", sinceMs };
  return { kind: "slow", sinceMs, speedPercent: Math.round(dice.between(...slowsToPercent)) };
}
