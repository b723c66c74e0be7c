import { Slug } from "@flywheel/vocabulary";
import { z } from "zod";

/** What a variant hands to the app under the experiment's feature key. */
export const FeatureValue = z.union([z.boolean(), z.string().max(256), z.number()]);
export type FeatureValue = z.infer<typeof FeatureValue>;

export const VariantDefinition = z.strictObject({
  key: Slug,
  name: z.string().min(1).max(80),
  value: FeatureValue,
  /** Share of the included visitors; the weights of an experiment add up to 1. */
  weight: z.number().min(0).max(1),
});
export type VariantDefinition = z.infer<typeof VariantDefinition>;

/** Two or more; the first is the control. */
export const Variants = z
  .array(VariantDefinition)
  .min(2)
  .max(8)
  .refine((variants) => Math.abs(variants.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-9, {
    message: "the weights of the variants must add up to 1",
  })
  .refine((variants) => new Set(variants.map(({ key }) => key)).size === variants.length, {
    message: "every variant needs a key of its own",
  });
