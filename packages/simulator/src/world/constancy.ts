import { z } from "zod";
import { Probability } from "./scales.ts";

/**
 * How much each choice is one of the visitor rather than of the moment: the chance that it is made as this visitor always
 * makes it. 0 draws anew each time; at 1 whoever does something once does it always. The share who do it is the same
 * either way, so a rate can be planted exactly and yet last.
 */
export const Constancy = z.strictObject({
  asks: Probability.default(0),
  /** Whether the model that they want is one that nobody hosts. */
  unknownModel: Probability.default(0),
  keeps: Probability.default(0),
  /** Whether they pay for what they will keep. */
  paysToKeep: Probability.default(0),
  opensProof: Probability.default(0),
  /** What they say of the proofs that they rate. */
  rating: Probability.default(0),
});
export type Constancy = z.infer<typeof Constancy>;
export type LastingChoice = keyof Constancy;
export const lastingChoices = Object.keys(Constancy.shape) as readonly LastingChoice[];
