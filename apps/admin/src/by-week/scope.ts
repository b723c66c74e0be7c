import type { Segment } from "@flywheel/vocabulary";
import { type AppId, appIds } from "@flywheel/vocabulary/apps";
import { readSegment, writeSegment } from "../segments/segment-address.ts";
import { weekMs } from "./weeks.ts";

/** A preset ends with the minute in which it is asked; a custom one is the same for ever. */
export type Period = { readonly preset: Preset } | { readonly fromMs: number; readonly toMs: number };
export type Range = { readonly fromMs: number; readonly toMs: number };

export const presets = {
  "13w": { label: "13 weeks", weeks: 13 },
  "26w": { label: "26 weeks", weeks: 26 },
  "52w": { label: "52 weeks", weeks: 52 },
} as const;
export type Preset = keyof typeof presets;
export const presetIds = Object.keys(presets) as Preset[];

/** Of whom a question about weeks is asked. */
export type ScopeView = {
  readonly period: Period;
  readonly app: AppId | null;
  readonly traffic: "real" | "simulated";
  /** Null is everybody. */
  readonly segment: Segment | null;
};

export type Search = Readonly<Record<string, unknown>>;

/** What is not understood counts as not said, so an old or a mistyped link still opens. */
export function readScope({ period, from, to, app, traffic, segment }: Search): ScopeView {
  return {
    period: readPeriod(period, from, to),
    app: appIds.find((id) => id === app) ?? null,
    traffic: traffic === "simulated" ? "simulated" : "real",
    segment: readSegment(segment),
  };
}

function readPeriod(period: unknown, from: unknown, to: unknown): Period {
  if (isMoment(from) && isMoment(to) && from < to) return { fromMs: from, toMs: to };
  return { preset: presetIds.find((id) => id === period) ?? "26w" };
}

export const isMoment = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Only what differs from the question that a page opens with. */
export function writeScope({ period, app, traffic, segment }: ScopeView): Record<string, string | number | Segment> {
  return {
    ...writePeriod(period),
    ...(app === null ? {} : { app }),
    ...(traffic === "real" ? {} : { traffic }),
    ...(segment === null ? {} : { segment: writeSegment(segment) }),
  };
}

function writePeriod(period: Period): Record<string, string | number> {
  if (!("preset" in period)) return { from: period.fromMs, to: period.toMs };
  return period.preset === "26w" ? {} : { period: period.preset };
}

const minuteMs = 60_000;

function rangeOf(period: Period, nowMs: number): Range {
  if (!("preset" in period)) return period;
  const toMs = Math.floor(nowMs / minuteMs) * minuteMs + minuteMs;
  return { fromMs: toMs - presets[period.preset].weeks * weekMs, toMs };
}

/** The fields that every question has. Weeks begin on Monday, in UTC, and the pages say so. */
export function scopeOf({ period, app, traffic, segment }: ScopeView, nowMs: number) {
  return {
    ...rangeOf(period, nowMs),
    ...{ app, traffic, timeZone: "UTC", weekStart: 1, segment },
  };
}

/** For a field of type datetime-local, whose text is read as UTC here. */
export const toFieldText = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

/** Null if the text is no moment. */
export function fromFieldText(text: string): number | null {
  const ms = Date.parse(`${text}Z`);
  return Number.isNaN(ms) || ms < 0 ? null : ms;
}
