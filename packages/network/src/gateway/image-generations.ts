import { z } from "zod";
import type { ImageAsk } from "../port.ts";
import { anySeed } from "./caller.ts";
import type { Counter } from "./counter.ts";
import { answerImageAsk } from "./image-answer.ts";
import { ImageCount, ImageFormat, ImageModel, ImagePrompt, ImageSeed, ImageSize } from "./image-fields.ts";
import { readBody } from "./read-body.ts";
import { settlementOf } from "./settlement-type.ts";
import { wireError } from "./wire-errors.ts";

const ImageRequest = z.object({
  model: ImageModel,
  prompt: ImagePrompt,
  n: ImageCount,
  size: ImageSize.prefault("512x512"),
  response_format: ImageFormat,
  seed: ImageSeed,
});

export async function answerImages(counter: Counter, request: Request): Promise<Response> {
  const ask = await imageAskOf(counter, request);
  return ask instanceof Response ? ask : answerImageAsk(counter, request, ask);
}

/** The ask that a request is, or the refusal that names what is wrong with it. */
async function imageAskOf(counter: Counter, request: Request): Promise<ImageAsk | Response> {
  const caller = counter.caller(request);
  const settlement = settlementOf(request);
  if (!caller || !settlement) return wireError("malformed-header");
  const read = await readBody(request, ImageRequest);
  if (read.outcome === "refused") return wireError("malformed-body", { param: read.param });
  const { model, prompt, n, size, seed = anySeed(counter.parts) } = read.body;
  const [width, height] = size;
  return { ...caller, settlement, model, prompt, count: n, width, height, seed, previews: 0 };
}
