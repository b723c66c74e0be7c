import { type AppId, appIds, Segment } from "@flywheel/vocabulary";
import { z } from "zod";

const dayMs = 86_400_000;
/** Ten years and a little: the changes of a zone's clock are looked for within the range. */
const longestMs = 3_700 * dayMs;

export const AtMs = z.int().min(0).max(8_640_000_000_000_000);

/** Of what every question is asked. A question spreads these into its own strict object and is refined by `isRange`. */
export const scopeFields = {
  /** Only events of one app, or of all. */
  app: z.enum(appIds as [AppId, ...AppId[]]).nullable(),
  /** Simulated and real traffic never mix. */
  traffic: z.enum(["real", "simulated"]),
  /** [fromMs, toMs). */
  fromMs: AtMs,
  toMs: AtMs,
  /** IANA. Whose days, weeks and months are meant. */
  timeZone: z.string().max(64).refine(isTimeZone, { message: "no such time zone" }).default("UTC"),
  /** 0 is Sunday, 1 Monday, 6 Saturday. */
  weekStart: z.int().min(0).max(6).default(1),
  /** Only visitors who are in it at their first matching event of the range. */
  segment: Segment.nullable().default(null),
};

type Range = { readonly fromMs: number; readonly toMs: number };

export const isRange = ({ fromMs, toMs }: Range): boolean => fromMs < toMs && toMs - fromMs <= longestMs;
export const notARange = {
  message: "the range must end after it starts, and be no longer than ten years",
  path: ["toMs"],
};

export const Scope = z.strictObject(scopeFields).refine(isRange, notARange);
export type Scope = z.infer<typeof Scope>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
