import { type AppId, mint, type VisitorId } from "@flywheel/vocabulary";
import type { Purse } from "./purse.ts";
import { type Chance, createChance } from "./random.ts";

/** What brings somebody back, and what they do with what they get. Shares of a population add up to 1. */
export type Habit = {
  readonly share: number;
  /** Chance to come on a day after the first. */
  readonly daily: number;
  readonly mostAsks: number;
  readonly keeps: number;
  readonly buys: number;
};

const habits = {
  curious: { share: 0.6, daily: 0.04, mostAsks: 2, keeps: 0.25, buys: 0.02 },
  regular: { share: 0.3, daily: 0.3, mostAsks: 5, keeps: 0.5, buys: 0.15 },
  devoted: { share: 0.1, daily: 0.55, mostAsks: 9, keeps: 0.6, buys: 0.7 },
} as const satisfies Record<string, Habit>;

export type SimulatedVisitor = {
  readonly id: VisitorId;
  readonly chance: Chance;
  readonly habit: Habit;
  readonly app: Extract<AppId, "image-studio" | "chat">;
  /** The day of the first visit, counted from the start. */
  readonly arrivesOnDay: number;
  readonly purse: Purse;
  seq: number;
  visits: number;
  /** When the last visit ended; the next one begins later. */
  busyUntilMs: number;
};

export function createVisitor(seed: number, index: number, days: number): SimulatedVisitor {
  const chance = createChance(seed, index);
  return {
    id: mint<VisitorId>("vis", chance.bytes),
    chance,
    habit: habitAt(chance.next()),
    app: chance.happens(0.6) ? "image-studio" : "chat",
    arrivesOnDay: chance.between(0, days - 1),
    purse: { free: 0, granted: 0, purchased: 0 },
    seq: 0,
    visits: 0,
    busyUntilMs: 0,
  };
}

function habitAt(point: number): Habit {
  if (point < habits.curious.share) return habits.curious;
  return point < habits.curious.share + habits.regular.share ? habits.regular : habits.devoted;
}
