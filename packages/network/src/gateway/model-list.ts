import type { GatewayParts } from "../gateway.ts";
import type { Network } from "../port.ts";
import { usdText } from "../serving/prices.ts";

export async function answerModels(network: Network, _parts: GatewayParts): Promise<Response> {
  const began = Math.min(...network.nodes().map(({ registeredAt }) => registeredAt));
  const data = network.models().map((model) => ({
    id: model.id,
    object: "model",
    created: began,
    owned_by: model.publisher,
    name: model.name,
    description: model.about,
    state: model.state,
    medium: model.medium,
    pricing:
      model.medium === "image"
        ? { usd_per_image: usdText(model.imageMicroUsd) }
        : {
            usd_per_million_input_tokens: usdText(model.inputMicroUsdPerMillion),
            usd_per_million_output_tokens: usdText(model.outputMicroUsdPerMillion),
          },
  }));
  return Response.json({ object: "list", data });
}
