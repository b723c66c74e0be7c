import { z } from "zod";
import { Probability, Span, Weight } from "./scales.ts";

/** What somebody comes for. Each visitor has one; a visit may be for another (`others` of the world). */
export const Intent = z.strictObject({
  weight: Weight,
  app: z.enum(["image-studio", "chat"]),
  /** Chance that a visit leads to an ask at all, on the first visit and on later ones. */
  asksAtFirst: Probability,
  asksLater: Probability,
  /** Asks of a visit that has any. */
  asks: Span,
  /** What they choose, by model id. The app has the last one used selected. */
  models: z.record(z.string(), Weight),
  /** Chance that an ask goes to several models side by side, and to how many. */
  compares: Probability,
  comparedModels: z.int().min(2).max(6),
  /** Chance that an output of a model of quality 1 is kept. */
  keeps: Probability,
  promptCharacters: Span,
  /** Text only; longer answers are cut at the product's limit. */
  outputTokens: Span,
});
export type Intent = z.infer<typeof Intent>;
