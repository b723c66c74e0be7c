import { type AppId, appIds, Layer, Slug } from "@flywheel/vocabulary";
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

/** One experiment: two or more variants of one feature of one app. The first variant is the control. */
export const ExperimentDefinition = z
  .strictObject({
    key: Slug,
    name: z.string().min(1).max(120),
    hypothesis: z.string().min(1).max(1000),
    app: z.enum(appIds as [AppId, ...AppId[]]),
    /** The layer of the flywheel that it should move. */
    layer: Layer,
    feature: Slug,
    variants: z.array(VariantDefinition).min(2).max(8),
    /** Share of visitors who are in the experiment at all; raising it never moves anyone inside. */
    coverage: z.number().min(0).max(1),
    state: z.enum(["draft", "running", "stopped"]),
    /** Counts the times it was started; an exposure names its phase. */
    phase: z.int().min(1),
    revision: z.int().min(1),
  })
  .refine(({ variants }) => Math.abs(variants.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-9, {
    message: "the weights of the variants must add up to 1",
    path: ["variants"],
  })
  .refine(({ variants }) => new Set(variants.map(({ key }) => key)).size === variants.length, {
    message: "every variant needs a key of its own",
    path: ["variants"],
  });
export type ExperimentDefinition = z.infer<typeof ExperimentDefinition>;
