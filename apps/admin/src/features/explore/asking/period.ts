import { startOfDay } from "./zone.ts";

/** Of when is asked. A preset ends with the minute of asking; a custom one is the same for ever. */
export type Period = { readonly preset: Preset } | Range;
export type Preset = keyof typeof presets;
export type Range = { readonly fromMs: number; readonly toMs: number };

const minuteMs = 60_000;
/** The server refuses what is longer. */
const longestMs = 3_700 * 86_400_000;

export const presets = {
  "7d": { label: "7 days and today", days: 7 },
  "28d": { label: "28 days and today", days: 28 },
  "12w": { label: "12 weeks and today", days: 84 },
  "26w": { label: "26 weeks and today", days: 182 },
  "52w": { label: "52 weeks and today", days: 364 },
} as const;
export const presetIds = Object.keys(presets) as Preset[];
export const firstPeriod: Period = { preset: "28d" };

/** So many whole days of the zone, and today until the next whole minute, so that what happens in that minute is in. */
export function rangeOf(period: Period, zone: string, nowMs: number): Range {
  if (!("preset" in period)) return period;
  return {
    fromMs: startOfDay(zone, nowMs, presets[period.preset].days),
    toMs: Math.floor(nowMs / minuteMs) * minuteMs + minuteMs,
  };
}

export const printPeriod = (period: Period): string =>
  "preset" in period ? period.preset : `${period.fromMs}-${period.toMs}`;

export function parsePeriod(text: string): Period | null {
  const preset = presetIds.find((id) => id === text);
  if (preset) return { preset };
  const found = /^(\d{1,15})-(\d{1,15})$/.exec(text);
  const [fromMs, toMs] = [Number(found?.[1]), Number(found?.[2])];
  return problemOf({ fromMs, toMs }) === null ? { fromMs, toMs } : null;
}

/** Why nothing can be asked of it; null if it can. */
export function problemOf({ fromMs, toMs }: Range): string | null {
  if (!(fromMs < toMs)) return "Must be after the start";
  return toMs - fromMs > longestMs ? "No longer than ten years" : null;
}
