import { ModelId } from "@flywheel/vocabulary";
import { z } from "zod";
import { maxCount, sides } from "../serving/check-ask.ts";

const Side = z.int().min(sides.min).max(sides.max);

/** What OpenAI's two ways to ask for pictures have in common. Unknown fields are let pass, as OpenAI-compatible servers do. */
export const ImageModel = ModelId;
export const ImagePrompt = z.string().min(1).max(4_000);
export const ImageCount = z.int().min(1).max(maxCount).default(1);
export const ImageFormat = z.literal("b64_json").optional();
/** Each further picture takes the next seed, which must still be a whole number. */
export const ImageSeed = z
  .int()
  .max(Number.MAX_SAFE_INTEGER - maxCount)
  .optional();
export const ImageSize = z
  .string()
  .regex(/^\d{1,4}x\d{1,4}$/)
  .transform((size) => size.split("x").map(Number))
  .pipe(z.tuple([Side, Side]));
