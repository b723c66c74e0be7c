import { z } from "zod";
import type { ImageAsk } from "../port.ts";
import { sides } from "../serving/check-ask.ts";
import { checkReference, referenceLimits } from "../serving/check-reference.ts";
import { anySeed } from "./caller.ts";
import type { Counter } from "./counter.ts";
import { answerImageAsk } from "./image-answer.ts";
import { ImageCount, ImageFormat, ImageModel, ImagePrompt, ImageSeed, ImageSize } from "./image-fields.ts";
import { readForm } from "./image-form.ts";
import { settlementOf } from "./settlement-type.ts";
import { wireError } from "./wire-errors.ts";

/** Forms carry text only. */
const numeral = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text) => (typeof text === "string" && /^-?\d{1,16}$/.test(text) ? Number(text) : text), schema);

const EditRequest = z.object({
  model: ImageModel,
  prompt: ImagePrompt,
  n: numeral(ImageCount),
  size: ImageSize.optional(),
  response_format: ImageFormat,
  seed: numeral(ImageSeed),
  /** These models change the whole of a picture. */
  mask: z.never().optional(),
});

export async function answerImageEdits(counter: Counter, request: Request): Promise<Response> {
  const ask = await imageEditAskOf(counter, request);
  return ask instanceof Response ? ask : answerImageAsk(counter, request, ask);
}

/** The ask that a form is, or the refusal that names what is wrong with it. */
async function imageEditAskOf(counter: Counter, request: Request): Promise<ImageAsk | Response> {
  const caller = counter.caller(request);
  const settlement = settlementOf(request);
  if (!caller || !settlement) return wireError("malformed-header");
  const form = await readForm(request, referenceLimits.bytes + roomForFields);
  if (!form) return wireError("malformed-body", { param: "body" });
  if (form === "too-large") return wireError("malformed-body", { param: "image" });

  const parsed = EditRequest.safeParse(form.fields);
  if (!parsed.success) {
    return wireError("malformed-body", { param: parsed.error.issues[0]?.path.join(".") || "body" });
  }
  const [image, ...others] = form.images;
  const reference = image && checkReference(image);
  if (!reference || others.length > 0 || reference.outcome === "refused") {
    return wireError("malformed-body", { param: "image" });
  }
  const { model, prompt, n, size, seed = anySeed(counter.parts) } = parsed.data;
  const [width, height] = size ?? sizeLike(reference);
  return { ...caller, settlement, model, prompt, count: n, width, height, seed, previews: 0, reference: image };
}

const roomForFields = 64 * 1_024;

/** As large as the picture to work from, as far as that is allowed; its shape stays. */
function sizeLike({ width, height }: { readonly width: number; readonly height: number }): readonly [number, number] {
  const factor = Math.min(1, sides.max / Math.max(width, height));
  const side = (length: number) => Math.max(sides.min, Math.round(length * factor));
  return [side(width), side(height)];
}
