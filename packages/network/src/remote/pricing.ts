import { z } from "zod";
import type { HostedModel } from "../port.ts";
import { wholeOf } from "./decimal.ts";

type Prices = Pick<HostedModel, "inputMicroUsdPerMillion" | "outputMicroUsdPerMillion" | "imageMicroUsd">;

/** Charged where an endpoint names no price: 0.50 and 1.50 dollars a million tokens, 0.04 a picture. */
const usualPrices: Prices = {
  inputMicroUsdPerMillion: 500_000,
  outputMicroUsdPerMillion: 1_500_000,
  imageMicroUsd: 40_000,
};

/** A thousand dollars a million tokens, a hundred a picture: beyond it a price is a mistake. */
const believable = { perMillion: 1_000_000_000, image: 100_000_000 };

const Pricing = z.object({ pricing: z.record(z.string(), z.unknown()) });

/** Our own gateway prints dollars a million, OpenRouter dollars a token; both print dollars a picture. */
export function pricesOf(entry: unknown, medium: HostedModel["medium"]): Prices {
  const pricing = Pricing.safeParse(entry).data?.pricing ?? {};
  const perMillion = (million: string, token: string) =>
    upTo(believable.perMillion, wholeOf(pricing[million], 6) ?? wholeOf(pricing[token], 12));
  if (medium === "image") {
    const image = upTo(believable.image, wholeOf(pricing.usd_per_image, 6) ?? wholeOf(pricing.image, 6));
    return {
      inputMicroUsdPerMillion: 0,
      outputMicroUsdPerMillion: 0,
      imageMicroUsd: image ?? usualPrices.imageMicroUsd,
    };
  }
  return {
    inputMicroUsdPerMillion:
      perMillion("usd_per_million_input_tokens", "prompt") ?? usualPrices.inputMicroUsdPerMillion,
    outputMicroUsdPerMillion:
      perMillion("usd_per_million_output_tokens", "completion") ?? usualPrices.outputMicroUsdPerMillion,
    imageMicroUsd: 0,
  };
}

const upTo = (limit: number, price: number | null) => (price !== null && price <= limit ? price : null);
