/** Which first steps count. A preset ends with the minute in which it is asked; a custom one is the same for ever. */
export type Period = { readonly preset: Preset } | { readonly fromMs: number; readonly toMs: number };
export type Preset = keyof typeof presets;
export type Range = { readonly fromMs: number; readonly toMs: number };

const minuteMs = 60_000;
const dayMs = 86_400_000;

export const presets = {
  today: { label: "Today", lengthMs: null },
  "24h": { label: "24 hours", lengthMs: dayMs },
  "7d": { label: "7 days", lengthMs: 7 * dayMs },
  "28d": { label: "28 days", lengthMs: 28 * dayMs },
} as const satisfies Record<string, { readonly label: string; readonly lengthMs: number | null }>;

export const presetIds = Object.keys(presets) as Preset[];

/** The end is the next whole minute, so that what happens in the minute of asking is in. Days begin at midnight UTC. */
export function rangeOf(period: Period, nowMs: number): Range {
  if (!("preset" in period)) return period;
  const toMs = Math.floor(nowMs / minuteMs) * minuteMs + minuteMs;
  const { lengthMs } = presets[period.preset];
  return { fromMs: lengthMs === null ? Math.floor(nowMs / dayMs) * dayMs : toMs - lengthMs, toMs };
}
