import { z } from "zod";

/** A chance, from 0 (never) to 1 (always). */
export const Probability = z.number().min(0).max(1);
/** How many times likelier or more; 1 changes nothing. */
export const Factor = z.number().min(0).max(1_000);
/** A part of a whole, beside the other parts: only their proportions count. */
export const Weight = z.number().min(0).max(1e9);
/** A day of the population: 0 is its first. */
export const Day = z.int().min(0).max(100_000);

export const Span = z
  .strictObject({ least: z.int().min(0).max(86_400_000), most: z.int().min(0).max(86_400_000) })
  .refine(({ least, most }) => least <= most, { message: "`least` is above `most`" });
export type Span = z.infer<typeof Span>;
