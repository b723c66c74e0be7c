import type { Funnel } from "@flywheel/api/type";
import type { Segment } from "@flywheel/vocabulary";
import { type AppId, appIds } from "@flywheel/vocabulary/apps";
import { journey, journeyGates } from "@flywheel/vocabulary/journey";
import { type breakdowns, orderIds, type WindowId, windows } from "../../by-step/step-words.ts";
import { readSegment, writeSegment } from "../../segments/segment-address.ts";
import { type Excluded, parseExcluded, printExcluded } from "./excluded.ts";
import { type Period, presetIds, rangeOf } from "./period.ts";

/** What a person chooses; the rest of the question is the journey itself. */
export type View = {
  readonly period: Period;
  readonly app: AppId | null;
  /** Null is everybody. */
  readonly segment: Segment | null;
  readonly window: WindowChoice;
  readonly order: Funnel["order"];
  readonly by: (typeof breakdownIds)[number] | null;
  /** What ends a path that is in order; null in every other order. */
  readonly without: Excluded | null;
  readonly traffic: Funnel["traffic"];
};

/** Those of the journey's page. */
export const windowIds = ["1h", "1d", "7d"] as const satisfies readonly WindowId[];
export type WindowChoice = (typeof windowIds)[number];
/** The first step is app.opened, which is of no model and of no funding: by these there would be one group. */
export const breakdownIds = [
  "app",
  "device",
  "browser",
  "build",
] as const satisfies readonly (keyof typeof breakdowns)[];

type Search = Readonly<Record<string, unknown>>;

/** The question in an address. What is not understood counts as not said, so an old or a mistyped link still opens. */
export function readView({ period, from, to, app, segment, window, order, by, without, traffic }: Search): View {
  // A request is paid for while it is served, so one after another only a second payment could follow a kept output.
  const inOrder = orderIds.find((id) => id === order) ?? "unordered";
  return {
    period: readPeriod(period, from, to),
    app: appIds.find((id) => id === app) ?? null,
    segment: readSegment(segment),
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
export function writeView(view: View): Record<string, string | number | Segment> {
  const { period, app, segment, window, order, by, without, traffic } = view;
  return {
    ...writePeriod(period),
    ...(app === null ? {} : { app }),
    ...(segment === null ? {} : { segment: writeSegment(segment) }),
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

export const questionOf = (
  { period, app, segment, window, order, by, without, traffic }: View,
  nowMs: number,
): Funnel => ({
  ...rangeOf(period, nowMs),
  app,
  segment,
  steps: journeyGates.map((gate) => ({ ...journey[gate] })),
  windowMs: windows[window].ms,
  order,
  traffic,
  timeZone: "UTC",
  weekStart: 1,
  exclusions:
    without === null || order !== "ordered"
      ? []
      : [{ of: { name: without.name }, after: without.after, before: without.before }],
  breakdown: by,
});
