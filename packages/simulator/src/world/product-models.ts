import type { SimulatedModel } from "./supply.ts";

/** What the product's chat allows an answer; a hold covers all of it. */
export const longestAnswerTokens = 1_200;

/**
 * The models of the product's network with their prices and speeds. Written out, because the simulator is outside and
 * knows no more than the public list of models; the qualities are ours.
 */
export const productModels: readonly SimulatedModel[] = [
  text("quillworks/quill-3", 1, [0.6, 2.4], 350, 70),
  text("quillworks/quill-3-mini", 0.85, [0.1, 0.4], 120, 150),
  text("meridian-nine/atlas-large", 1.25, [3, 15], 800, 45),
  text("hollow-pine/lathe-code", 1.1, [0.3, 1.2], 250, 95),
  text("hollow-pine/fable", 1.05, [1, 5], 450, 55),
  text("meridian-nine/atlas-1", 0.7, [0.5, 1.5], 900, 30),
  image("northlight/aquarelle-2", 1, 0.03, 3_200),
  image("northlight/impasto-xl", 1.3, 0.09, 5_500),
  image("saltbox/papercut", 1.1, 0.04, 2_600),
  image("saltbox/broadside", 0.9, 0.02, 1_800),
  image("hollow-pine/inkline", 0.75, 0.015, 1_500),
  image("meridian-nine/nocturne", 1.15, 0.06, 3_600),
  image("quillworks/sixteen", 0.9, 0.02, 1_400),
];

export const productMissingModels = {
  text: ["quillworks/quill-4", "meridian-nine/atlas-vision", "hollow-pine/fable-long"],
  image: ["northlight/daguerre", "saltbox/riso-motion"],
};

/** Prices as publishers print them: US dollars per million tokens in and out. */
function text(
  id: string,
  quality: number,
  [inputUsd, outputUsd]: readonly [number, number],
  firstTokenMs: number,
  tokensPerSecond: number,
): SimulatedModel {
  const [inputMicroUsdPerMillion, outputMicroUsdPerMillion] = [microUsd(inputUsd), microUsd(outputUsd)];
  return {
    medium: "text",
    id,
    quality,
    inputMicroUsdPerMillion,
    outputMicroUsdPerMillion,
    firstTokenMs,
    tokensPerSecond,
  };
}

function image(id: string, quality: number, imageUsd: number, pictureMs: number): SimulatedModel {
  return { medium: "image", id, quality, imageMicroUsd: microUsd(imageUsd), pictureMs };
}

function microUsd(usd: number): number {
  return Math.round(usd * 1_000_000);
}
