import type { HostedModel, Network, StoredReceipt } from "@flywheel/network";
import { creditsFor } from "@flywheel/vocabulary";
import type { Image } from "@flywheel/works/port";
import type { ImageCard, ModelCard, ReceiptCard } from "../wire.ts";

/** About 300 words of English in and 300 out, at four tokens for three words. */
const typicalTokens = 400;

export function modelCard(model: HostedModel): ModelCard {
  const { id, medium, publisher, name, about, state } = model;
  const costMicroUsd =
    medium === "image"
      ? model.imageMicroUsd
      : ((model.inputMicroUsdPerMillion + model.outputMicroUsdPerMillion) * typicalTokens) / 1_000_000;
  return { id, medium, publisher, name, about, state, credits: creditsFor(costMicroUsd) };
}

export function receiptCard(
  network: Pick<Network, "nodes">,
  { requestId, receipt, issuedMs }: StoredReceipt,
): ReceiptCard {
  const about = { requestId, issuedMs };
  switch (receipt.origin) {
    case "mock":
      return { ...about, origin: "mock", node: receipt.teeId, nodeName: nodeName(network, receipt.teeId) };
    case "opengradient":
      return { ...about, origin: "opengradient", node: receipt.teeId };
    case "none":
      return { ...about, origin: "none" };
  }
}

export const nodeName = (network: Pick<Network, "nodes">, teeId: string) =>
  network.nodes().find((node) => node.teeId === teeId)?.name ?? "a node that has left";

export const imageCard = (image: Image): ImageCard => ({ ...image, url: `/api/works/images/${image.id}.png` });
