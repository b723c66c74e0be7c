import { areDisjoint, type EventFilter, KnownEventFilter } from "@flywheel/vocabulary";
import { z } from "zod";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const Exclusion = z.strictObject({
  of: KnownEventFilter,
  /** Steps by number from 1: what happens later than step `after` and earlier than step `before` ends the path. */
  after: z.int().min(1).max(9),
  before: z.int().min(2).max(10),
});
export type Exclusion = z.infer<typeof Exclusion>;

/** How many visitors got how far. Every field changes the number, so every field is part of the question. */
export const Funnel = z
  .strictObject({
    /** The first step lies in [fromMs, toMs); later ones may follow up to the window. A segment is judged at a first step. */
    ...scopeFields,
    /** One event fills at most one step, so no event may match two of them. */
    steps: z.array(KnownEventFilter).min(2).max(10),
    /** From the first step, inclusive. */
    windowMs: z
      .int()
      .min(minuteMs)
      .max(90 * dayMs),
    /**
     * `ordered`: each step at or after the one before it. `strict`: the same, and no other event of the visitor between
     * two steps. `unordered`: later steps at or after the first, in any order. Equal times count as in order.
     */
    order: z.enum(["ordered", "strict", "unordered"]),
    /** Of an ordered path, which takes each step as early as it can. */
    exclusions: z.array(Exclusion).max(5).default([]),
    /** By what the first step of the path that counts says. */
    breakdown: z.enum(["app", "device", "browser", "build", "model", "funding"]).nullable().default(null),
  })
  .refine(isRange, notARange)
  .refine(({ steps, exclusions }) => areAllDisjoint([...steps, ...exclusions.map(({ of }) => of)]), {
    message: "an event could fill two steps, or a step and an exclusion: make them different",
    path: ["steps"],
  })
  .refine(
    ({ steps, exclusions }) => exclusions.every(({ after, before }) => after < before && before <= steps.length),
    { message: "an exclusion lies between two steps of the funnel", path: ["exclusions"] },
  )
  .refine(({ order, exclusions }) => exclusions.length === 0 || order === "ordered", {
    message: "only an ordered funnel has something between its steps to exclude",
    path: ["exclusions"],
  });
export type Funnel = z.infer<typeof Funnel>;

const areAllDisjoint = (filters: readonly EventFilter[]): boolean =>
  filters.every((one, index) => filters.slice(0, index).every((other) => areDisjoint(one, other)));
