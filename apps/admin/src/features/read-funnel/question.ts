import type { Funnel } from "@flywheel/api/type";
import { type AppId, appIds } from "@flywheel/vocabulary/apps";
import { journey, journeyGates } from "@flywheel/vocabulary/journey";
import { type Period, presetIds, rangeOf } from "./period.ts";

/** What a person chooses; the rest of the question is the journey itself. */
export type View = {
  readonly period: Period;
  readonly app: AppId | null;
  readonly window: WindowChoice;
  readonly order: Funnel["order"];
  readonly traffic: Funnel["traffic"];
};

export const windows = {
  "1h": { label: "1 hour", ms: 3_600_000 },
  "1d": { label: "1 day", ms: 86_400_000 },
  "7d": { label: "7 days", ms: 7 * 86_400_000 },
} as const;
export type WindowChoice = keyof typeof windows;
export const windowIds = Object.keys(windows) as WindowChoice[];

type Search = Readonly<Record<string, unknown>>;

/** The question in an address. What is not understood counts as not said, so an old or a mistyped link still opens. */
export function readView({ period, from, to, app, window, order, traffic }: Search): View {
  return {
    period: readPeriod(period, from, to),
    app: appIds.find((id) => id === app) ?? null,
    window: windowIds.find((id) => id === window) ?? "1d",
    // A request is paid for while it is served, so in strict order only a second payment could follow a kept output.
    order: order === "ordered" ? "ordered" : "unordered",
    traffic: traffic === "simulated" ? "simulated" : "real",
  };
}

function readPeriod(period: unknown, from: unknown, to: unknown): Period {
  if (isMoment(from) && isMoment(to) && from < to) return { fromMs: from, toMs: to };
  return { preset: presetIds.find((id) => id === period) ?? "7d" };
}

const isMoment = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Only what differs from the question that the page opens with. */
export function writeView({ period, app, window, order, traffic }: View): Record<string, string | number> {
  return {
    ...writePeriod(period),
    ...(app === null ? {} : { app }),
    ...(window === "1d" ? {} : { window }),
    ...(order === "unordered" ? {} : { order }),
    ...(traffic === "real" ? {} : { traffic }),
  };
}

function writePeriod(period: Period): Record<string, string | number> {
  if (!("preset" in period)) return { from: period.fromMs, to: period.toMs };
  return period.preset === "7d" ? {} : { period: period.preset };
}

export const questionOf = ({ period, app, window, order, traffic }: View, nowMs: number): Funnel => ({
  ...rangeOf(period, nowMs),
  app,
  steps: journeyGates.map((gate) => ({ ...journey[gate] })),
  windowMs: windows[window].ms,
  order,
  traffic,
  timeZone: "UTC",
  weekStart: 1,
  segment: null,
  exclusions: [],
  breakdown: null,
});
