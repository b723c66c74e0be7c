import { z } from "zod";
import { Slug } from "../ids.ts";
import { define } from "./define.ts";
import { Experiment, Variant } from "./fields.ts";

/** Exposure: the moment at which arms first could differ. */
export const experimenting = define({
  "experiment.exposed": {
    when: "a visitor saw the place at which variants differ; once per visitor, experiment and phase",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ experiment: Experiment, variant: Variant, phase: z.int().min(1).max(10_000) }),
  },
  "variant.failed": {
    when: "an assigned variant could not load and control was shown; the visitor stays in the assigned arm",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ experiment: Experiment, variant: Variant, build: Slug.optional() }),
  },
});
