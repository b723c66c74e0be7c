import type { ModelId } from "@flywheel/vocabulary";
import type { PaintStyle } from "../painting/styles.ts";
import type { HostedModel } from "../port.ts";
import type { VoiceName } from "../writing/voices.ts";

/** A model as its publisher offers it: what clients see, and how it behaves. */
export type TextOffer = HostedModel & {
  readonly medium: "text";
  readonly voice: VoiceName;
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
};
export type ImageOffer = HostedModel & {
  readonly medium: "image";
  readonly style: PaintStyle;
  /** How long a picture takes where a node alone would allow more. */
  readonly pictureMs: number;
};
export type Offer = TextOffer | ImageOffer;

type Introduction = {
  readonly id: string;
  readonly publisher: string;
  readonly name: string;
  readonly about: string;
  readonly state?: "deprecated";
};

/** Prices as publishers print them: US dollars per million tokens. */
export function textOffer(
  introduction: Introduction,
  price: { readonly inputUsd: number; readonly outputUsd: number },
  manner: Pick<TextOffer, "voice" | "firstTokenMs" | "tokensPerSecond">,
): TextOffer {
  return {
    ...introduced(introduction),
    ...manner,
    medium: "text",
    inputMicroUsdPerMillion: microUsd(price.inputUsd),
    outputMicroUsdPerMillion: microUsd(price.outputUsd),
    imageMicroUsd: 0,
  };
}

/** The price is in US dollars for one picture, whatever its size. */
export function imageOffer(
  introduction: Introduction,
  imageUsd: number,
  manner: Pick<ImageOffer, "style" | "pictureMs">,
): ImageOffer {
  return {
    ...introduced(introduction),
    ...manner,
    medium: "image",
    inputMicroUsdPerMillion: 0,
    outputMicroUsdPerMillion: 0,
    imageMicroUsd: microUsd(imageUsd),
  };
}

const introduced = ({
  id,
  state,
  ...rest
}: Introduction): Pick<HostedModel, "id" | "state"> & Omit<Introduction, "id" | "state"> => ({
  ...rest,
  id: id as ModelId,
  state: state ?? "hosted",
});
const microUsd = (usd: number) => Math.round(usd * 1_000_000);
