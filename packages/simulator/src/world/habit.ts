import { z } from "zod";
import { Factor, Probability, Weight } from "./scales.ts";

/**
 * When somebody comes again: a hazard for each gap since the last visit, that is the chance to come then if they have not
 * come before. `hazard[0]` is the next day or week, `later` every gap beyond the list; `later: 0` leaves for good.
 *
 * `day` counts days. `week` counts calendar weeks (Monday, UTC): somebody who was there in a week is there again `a` weeks
 * later by `hazard[a - 1]`, and within a week comes again on a later day by `again`. So the return of weeks, and with it
 * the reproduction number, is planted exactly, as long as every visit is served and `experience` is all ones.
 */
export const Returns = z.strictObject({
  unit: z.enum(["day", "week"]),
  hazard: z.array(Probability).min(1).max(400).readonly(),
  later: Probability,
  again: Probability.default(0),
});
export type Returns = z.infer<typeof Returns>;

/** What brings somebody back and what they are ready to give. Each visitor has one habit for life. */
export const Habit = z.strictObject({
  weight: Weight,
  returns: Returns,
  /** After the first visit (of a week: the first week), if that is different. */
  returnsAtFirst: Returns.optional(),
  /** Times the asks of the intent. */
  asks: Factor,
  /** Chance to buy when credits have run out, and on a visit without need. */
  buys: Probability,
  buysAhead: Probability,
  /** Chance that a checkout that was started is paid. */
  pays: Probability,
  /**
   * Visitors whom they bring with each week in which they are served (`f`), by a link to the week's first output: the
   * whole part always, the rest by chance. `newcomer`: in their first such week.
   */
  brings: z.strictObject({ newcomer: z.number().min(0).max(100), established: z.number().min(0).max(100) }),
  /** What they answer when asked how disappointed they would be without the app (Sean Ellis). */
  disappointed: z.strictObject({ very: Weight, somewhat: Weight, not: Weight, notApplicable: Weight }),
});
export type Habit = z.infer<typeof Habit>;
