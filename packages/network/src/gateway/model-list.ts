import { usdText } from "../serving/prices.ts";
import type { Counter } from "./counter.ts";

export async function answerModels(counter: Counter): Promise<Response> {
  const registered = counter.nodes().map(({ registeredAt }) => registeredAt);
  const began = registered.length > 0 ? Math.min(...registered) : 0;
  const data = counter.models().map((model) => ({
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
