import type { ChatAsk, ImageAsk } from "../port.ts";
import { checkReference, referenceLimits } from "./check-reference.ts";
import { WrongAskError } from "./desk.ts";

/** Sides of a picture, in pixels. Beyond this a worker would need more memory than it is worth. */
export const sides = { min: 64, max: 1_536 } as const;
/** How many pictures one request may ask for. */
export const maxCount = 4;
const maxPreviews = 12;
export const maxTokensAllowed = 32_000;

/** Asks come from our own code: a wrong one is a programmer's error and throws. The gateway checks what strangers send. */
export function checkChat(ask: ChatAsk): ChatAsk {
  if (!whole(ask.maxTokens, 1, maxTokensAllowed)) {
    throw new WrongAskError({ field: "maxTokens", allowed: `whole, 1 to ${maxTokensAllowed}` });
  }
  if (!(ask.temperature >= 0 && ask.temperature <= 2)) {
    throw new WrongAskError({ field: "temperature", allowed: "0 to 2" });
  }
  if (!Number.isSafeInteger(ask.seed)) throw new WrongAskError({ field: "seed", allowed: "whole" });
  if (ask.messages.length === 0) throw new WrongAskError({ field: "messages", allowed: "at least one" });
  return ask;
}

export function checkImage(ask: ImageAsk): ImageAsk {
  for (const side of ["width", "height"] as const) {
    if (!whole(ask[side], sides.min, sides.max)) {
      throw new WrongAskError({ field: side, allowed: `whole, ${sides.min} to ${sides.max}` });
    }
  }
  if (!whole(ask.previews, 0, maxPreviews)) {
    throw new WrongAskError({ field: "previews", allowed: `whole, 0 to ${maxPreviews}` });
  }
  const { count = 1, reference } = ask;
  if (!whole(count, 1, maxCount)) throw new WrongAskError({ field: "count", allowed: `whole, 1 to ${maxCount}` });
  if (!Number.isSafeInteger(ask.seed) || !Number.isSafeInteger(ask.seed + count)) {
    throw new WrongAskError({ field: "seed", allowed: "whole" });
  }
  if (reference && checkReference(reference).outcome === "refused") {
    const { bytes, side } = referenceLimits;
    throw new WrongAskError({
      field: "reference",
      allowed: `a PNG of at most ${bytes} bytes and ${side} pixels a side`,
    });
  }
  return ask;
}

const whole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;
