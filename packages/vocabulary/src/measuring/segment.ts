import { z } from "zod";
import { Slug } from "../ids.ts";
import { KnownEventFilter } from "./event-filter.ts";

const dayMs = 86_400_000;
/** Years of four digits: what both engines read as a moment. */
const AtMs = z
  .int()
  .min(0)
  .max(Date.UTC(9999, 11, 31));

/** What is known of a visitor at one moment: when they entered a question, or were first exposed to an experiment. */
export const VisitorCondition = z.discriminatedUnion("kind", [
  /** As the event of that moment says. */
  z.strictObject({
    kind: z.literal("property"),
    property: z.enum(["device", "browser", "app", "build"]),
    in: z.array(z.string().min(1).max(64)).min(1).max(50),
  }),
  /** `new`: nothing of theirs is older than a day at that moment. */
  z.strictObject({ kind: z.literal("tenure"), is: z.enum(["new", "returning"]) }),
  /** Did it so often before that moment; `withinMs` null: ever. At least 0 is everybody, so it starts at 1. */
  z.strictObject({
    kind: z.literal("behaviour"),
    of: KnownEventFilter,
    did: z.boolean(),
    atLeast: z.int().min(1).max(10_000),
    withinMs: z
      .int()
      .min(60_000)
      .max(400 * dayMs)
      .nullable(),
  }),
  /**
   * Whose first such event ever (of any kind: null) lies in [fromMs, toMs). What comes after that moment is not looked at:
   * who will do it for the first time later is not among them yet.
   */
  z
    .strictObject({ kind: z.literal("cohort"), of: KnownEventFilter.nullable(), fromMs: AtMs, toMs: AtMs })
    .refine(({ fromMs, toMs }) => fromMs < toMs, { message: "a cohort must end after it starts", path: ["toMs"] }),
]);
export type VisitorCondition = z.infer<typeof VisitorCondition>;

/** Visitors for whom all conditions hold. A visitor can be in several segments. */
export const Segment = z.strictObject({
  key: Slug,
  name: z.string().min(1).max(80),
  all: z.array(VisitorCondition).min(1).max(8),
});
export type Segment = z.infer<typeof Segment>;

/** Until this old a visitor is new. */
export const newForMs = dayMs;
