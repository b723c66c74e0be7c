import type { ModelId } from "@flywheel/vocabulary";
import type { HostedModel, Refusal } from "../port.ts";
import { imageModels } from "./image-models.ts";
import { missingModels } from "./missing-models.ts";
import type { ImageOffer, Offer, TextOffer } from "./offer.ts";
import { textModels } from "./text-models.ts";

export const offers: readonly Offer[] = [...textModels, ...imageModels];

export const findText = (id: ModelId): TextOffer | undefined => textModels.find((offer) => offer.id === id);
export const findImage = (id: ModelId): ImageOffer | undefined => imageModels.find((offer) => offer.id === id);

export const unknownModel = (model: ModelId): Refusal => ({
  code: "unknown-model",
  model,
  known: missingModels.has(model),
});

/** What clients see of an offer; how it behaves is the node's business. */
export function hostedModel(offer: Offer): HostedModel {
  const { id, medium, publisher, name, about, state } = offer;
  const { inputMicroUsdPerMillion, outputMicroUsdPerMillion, imageMicroUsd } = offer;
  return {
    id,
    medium,
    publisher,
    name,
    about,
    state,
    inputMicroUsdPerMillion,
    outputMicroUsdPerMillion,
    imageMicroUsd,
  };
}
