import type { Funnel } from "@flywheel/api/type";
import { type AppId, appIds } from "@flywheel/vocabulary/apps";
import { journey, journeyGates } from "@flywheel/vocabulary/journey";
import { type Excluded, parseExcluded, printExcluded } from "./excluded.ts";
import { type Period, presetIds, rangeOf } from "./period.ts";

/** What a person chooses; the rest of the question is the journey itself. */
export type View = {
  readonly period: Period;
  readonly app: AppId | null;
  readonly window: WindowChoice;
  readonly order: Funnel["order"];
  readonly by: Exclude<Funnel["breakdown"], undefined>;
  /** What ends a path that is in order; null in every other order. */
  readonly without: Excluded | null;
  readonly traffic: Funnel["traffic"];
};

export const windows = {
  "1h": { label: "1 hour", ms: 3_600_000 },
  "1d": { label: "1 day", ms: 86_400_000 },
  "7d": { label: "7 days", ms: 7 * 86_400_000 },
} as const;
export type WindowChoice = keyof typeof windows;
export const windowIds = Object.keys(windows) as WindowChoice[];

export const orders = {
  unordered: "In any order",
  ordered: "One after another",
  strict: "With nothing in between",
} as const satisfies Record<Funnel["order"], string>;
export const orderIds = Object.keys(orders) as Funnel["order"][];

export const breakdowns = {
  app: "App",
  device: "Device",
  browser: "Browser",
  build: "Build",
  model: "Model",
  funding: "Funding",
} as const satisfies Record<NonNullable<View["by"]>, string>;
export const breakdownIds = Object.keys(breakdowns) as NonNullable<View["by"]>[];

type Search = Readonly<Record<string, unknown>>;

/** The question in an address. What is not understood counts as not said, so an old or a mistyped link still opens. */
export function readView({ period, from, to, app, window, order, by, without, traffic }: Search): View {
  // A request is paid for while it is served, so one after another only a second payment could follow a kept output.
  const inOrder = orderIds.find((id) => id === order) ?? "unordered";
  return {
    period: readPeriod(period, from, to),
    app: appIds.find((id) => id === app) ?? null,
    window: windowIds.find((id) => id === window) ?? "1d",
    order: inOrder,
    by: breakdownIds.find((id) => id === by) ?? null,
    without: inOrder === "ordered" ? parseExcluded(without) : null,
    traffic: traffic === "simulated" ? "simulated" : "real",
  };
}

function readPeriod(period: unknown, from: unknown, to: unknown): Period {
  if (isMoment(from) && isMoment(to) && from < to) return { fromMs: from, toMs: to };
  return { preset: presetIds.find((id) => id === period) ?? "7d" };
}

const isMoment = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Only what differs from the question that the page opens with. */
export function writeView({ period, app, window, order, by, without, traffic }: View): Record<string, string | number> {
  return {
    ...writePeriod(period),
    ...(app === null ? {} : { app }),
    ...(window === "1d" ? {} : { window }),
    ...(order === "unordered" ? {} : { order }),
    ...(by === null ? {} : { by }),
    ...(without === null || order !== "ordered" ? {} : { without: printExcluded(without) }),
    ...(traffic === "real" ? {} : { traffic }),
  };
}

function writePeriod(period: Period): Record<string, string | number> {
  if (!("preset" in period)) return { from: period.fromMs, to: period.toMs };
  return period.preset === "7d" ? {} : { period: period.preset };
}

export const questionOf = ({ period, app, window, order, by, without, traffic }: View, nowMs: number): Funnel => ({
  ...rangeOf(period, nowMs),
  app,
  steps: journeyGates.map((gate) => ({ ...journey[gate] })),
  windowMs: windows[window].ms,
  order,
  traffic,
  timeZone: "UTC",
  weekStart: 1,
  segment: null,
  exclusions:
    without === null || order !== "ordered"
      ? []
      : [{ of: { name: without.name }, after: without.after, before: without.before }],
  breakdown: by,
});
