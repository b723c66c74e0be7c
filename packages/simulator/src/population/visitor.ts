import type { VisitorId } from "@flywheel/vocabulary";
import { type Key, stemOf, tailOf } from "../identity.ts";
import type { Chance } from "../random.ts";
import type { Felt, World } from "../world/world.ts";
import { dayMs } from "./population.ts";
import { noParts, type Parts } from "./purse.ts";
import type { Door, Model, NamedHabit, NamedIntent, Setting } from "./setting.ts";

export type Campaign = World["campaigns"][number];

/** Somebody between their first visit and their last, and all that is kept of them in the meantime. */
export type SimulatedVisitor = {
  readonly key: Key;
  readonly id: VisitorId;
  /** The characters that all of their ids share. */
  readonly stem: string;
  readonly intent: NamedIntent;
  habit: NamedHabit;
  readonly door: Door;
  readonly campaign: Campaign | null;
  /** The link that brought them. */
  readonly shareId: string | null;
  readonly purse: Parts;
  /** When they came first. */
  readonly cameAtMs: number;
  hasBought: boolean;
  farms: boolean;
  seq: number;
  visits: number;
  /** When the next visit begins. */
  nextAtMs: number;
  /** Days since 1970 on which the allowance was claimed and credits were last granted. */
  allowanceDay: number;
  grantedDay: number;
  /** Models last used, which the app has selected. */
  textModel: Model | null;
  imageModel: Model | null;
  /** The calendar week in which they were last served, and how many such weeks there were. */
  servedWeek: number;
  servedWeeks: number;
  /** The calendar week of the visit, and the one of the visit before it that was in another week. */
  week: number;
  weekBefore: number;
  kept: number;
  brought: number;
  surveyed: boolean;
  trust: "none" | "trusting" | "distrusting";
  /** Bits of the probes and experiments that they have met, by place in the world. */
  probesMet: number;
  experimentsMet: number;
  effects: Felt;
};

const noEffects: Felt = { asks: 1, keeps: 1, buys: 1, brings: 1, opensProof: 1, returns: 1 };

export type Origin = { readonly key: Key; readonly atMs: number | null; readonly shareId: string | null };

/** When somebody who comes by themselves comes first. Draws the first words of their stream, as `createVisitor` does. */
export function arrivalOf(setting: Setting, chance: Chance, { high, low }: Key): number {
  chance.start(high, low, 0);
  const day = setting.deals.arrivalDay.at(chance.next());
  return setting.startMs + day * dayMs + timeOfDay(setting, chance);
}

export const timeOfDay = ({ deals }: Setting, chance: Chance): number =>
  deals.hour.at(chance.next()) * 3_600_000 + Math.floor(chance.next() * 3_600_000);

export function createVisitor(setting: Setting, chance: Chance, { key, atMs, shareId }: Origin): SimulatedVisitor {
  const arrivedMs = arrivalOf(setting, chance, key);
  const nextAtMs = atMs ?? arrivedMs;
  const campaign = shareId === null ? campaignAt(setting, nextAtMs, chance.next()) : null;
  const farms = campaign !== null && chance.happens(campaign.farmers);
  const ownHabit = setting.deals.habit.at(chance.next());
  const habit = farms ? (setting.habits.find(({ name }) => name === campaign.farmerHabit) ?? ownHabit) : ownHabit;
  const stem = stemOf(key);
  const id = `vis_${stem}${tailOf(0)}` as VisitorId;
  const intent = setting.deals.intent.at(chance.next());
  const door = setting.deals.door.at(chance.next());
  // In one piece: put together out of parts, it took longer than all else that the generator does.
  return {
    key,
    id,
    stem,
    intent,
    habit,
    door,
    campaign,
    shareId,
    purse: noParts(),
    cameAtMs: nextAtMs,
    hasBought: false,
    farms,
    seq: 0,
    visits: 0,
    nextAtMs,
    allowanceDay: -1,
    grantedDay: -1,
    textModel: null,
    imageModel: null,
    servedWeek: -1,
    servedWeeks: 0,
    week: -1,
    weekBefore: -1,
    kept: 0,
    brought: 0,
    surveyed: false,
    trust: "none",
    probesMet: 0,
    experimentsMet: 0,
    effects: noEffects,
  };
}

/** Campaigns share the line from 0 to 1 in their order; what they leave are the ordinary doors. */
function campaignAt({ world, startMs }: Setting, atMs: number, point: number): Campaign | null {
  const day = Math.floor((atMs - startMs) / dayMs);
  let reached = 0;
  for (const campaign of world.campaigns) {
    if (day < campaign.firstDay || day > campaign.lastDay) continue;
    reached += campaign.share;
    if (point < reached) return campaign;
  }
  return null;
}
