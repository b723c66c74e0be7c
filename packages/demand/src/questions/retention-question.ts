import { KnownEventFilter } from "@flywheel/vocabulary";
import { z } from "zod";
import { calendarOf } from "../asking/calendar.ts";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";

const dayMs = 86_400_000;
export const windowMs = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs } as const;

/** Of those who started in an interval, how many returned so many intervals later. */
export const Retention = z
  .strictObject({
    ...scopeFields,
    start: KnownEventFilter,
    return: KnownEventFilter,
    /**
     * `first_ever`: a visitor starts once, and only if it was the first time ever. `first_in_range`: once, the first time
     * in the range. `recurring`: in every interval in which they did it.
     */
    type: z.enum(["recurring", "first_ever", "first_in_range"]),
    /** `exact`: in the kth interval. `on_or_after`: in the kth or a later one, up to the last that is asked for. */
    mode: z.enum(["exact", "on_or_after"]),
    interval: z.enum(["day", "week", "month"]),
    /** `calendar`: the kth interval after the start's. `rolling`: the kth 24 hours (7 days, 30 days) after the start. */
    clock: z.enum(["calendar", "rolling"]),
    /** k = 1..periods. */
    periods: z.int().min(1).max(60),
  })
  .refine(isRange, notARange);
export type Retention = z.infer<typeof Retention>;

/** Visitors return after the range too, and the zone's clock may change there. */
export const calendarUntil = (question: Retention, asOfMs: number) =>
  calendarOf({ ...question, toMs: Math.max(question.toMs, Math.min(asOfMs, latestReturnMs(question))) });

export const latestReturnMs = ({ toMs, periods, interval }: Retention): number =>
  toMs + (periods + 2) * (windowMs[interval] + 2 * dayMs);
