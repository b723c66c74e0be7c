import type { Model } from "../population/setting.ts";

/** What was asked of one model. */
export type Ask = { readonly requestId: string; readonly model: Model; readonly inputTokens: number };

/** `out`: the credits did not reach, and none were bought. */
export type Answer = "served" | "no" | "out";

/** Whole micro-dollars, rounded up once. */
export function costOf({ model, inputTokens }: Ask, outputTokens: number): number {
  if (model.medium === "image") return model.imageMicroUsd;
  const { inputMicroUsdPerMillion, outputMicroUsdPerMillion } = model;
  return Math.ceil((inputTokens * inputMicroUsdPerMillion + outputTokens * outputMicroUsdPerMillion) / 1_000_000);
}
