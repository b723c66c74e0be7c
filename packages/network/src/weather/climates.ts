import type { Weather } from "../port.ts";

/**
 * The traffic of others, as a share of a node's places: `base`, and up to `tide` more as the whole network fills and
 * empties, and up to `own` more as the node does. At 1 and beyond the node is full.
 *
 * Every number of a rougher weather is at least that of a milder one, and all weathers roll the same dice: turning the
 * dial up can only take supply away.
 */
export const loads = {
  calm: { base: 0.02, tide: 0.15, own: 0.2 },
  busy: { base: 0.3, tide: 0.6, own: 0.35 },
  stormy: { base: 0.35, tide: 0.62, own: 0.5 },
} as const satisfies Record<Weather, { readonly base: number; readonly tide: number; readonly own: number }>;

/** Something that comes over nodes for a while. */
export type Spell = {
  readonly kind: string;
  /** At most one in each slot of time. */
  readonly slotMs: number;
  readonly lastsMs: readonly [least: number, most: number];
  /** Of a slot having one; `calm` has none of any. */
  readonly chance: Readonly<Record<Weather, number>>;
  /** Null: each node for itself. Otherwise one for the whole network, which reaches each node with this chance. */
  readonly reaches: number | null;
  /** Null: the node stops answering. Otherwise what is left of its promised speed. */
  readonly slowsToPercent: readonly [least: number, most: number] | null;
};

const second = 1_000;
const minute = 60 * second;

export const spells: readonly Spell[] = [
  {
    kind: "slow-down",
    slotMs: 6 * minute,
    lastsMs: [minute, 5 * minute],
    chance: { calm: 0, busy: 0.12, stormy: 0.4 },
    reaches: null,
    slowsToPercent: [20, 80],
  },
  {
    kind: "fault",
    slotMs: 4 * minute,
    lastsMs: [30 * second, 2 * minute],
    chance: { calm: 0, busy: 0.02, stormy: 0.5 },
    reaches: null,
    slowsToPercent: null,
  },
  {
    kind: "outage",
    slotMs: 20 * minute,
    lastsMs: [2 * minute, 6 * minute],
    chance: { calm: 0, busy: 0, stormy: 0.45 },
    reaches: 0.4,
    slowsToPercent: null,
  },
  // Longer than a heartbeat may be late: the node becomes inactive.
  {
    kind: "breakdown",
    slotMs: 240 * minute,
    lastsMs: [35 * minute, 70 * minute],
    chance: { calm: 0, busy: 0, stormy: 0.12 },
    reaches: null,
    slowsToPercent: null,
  },
];
