import type { ModelId } from "@flywheel/vocabulary";
import { findImage, findText } from "../models/offers.ts";
import type { RegisteredNode } from "./registry.ts";

/** How fast a node serves a model now: no faster than the model, nor than the node. Comparable between nodes, for one model. */
export function speedAt(node: RegisteredNode, model: ModelId): number {
  const { tokensPerSecond, imagesPerMinute } = node.record().capacity;
  const image = findImage(model);
  const promised = image
    ? Math.min(60_000 / image.pictureMs, imagesPerMinute)
    : Math.min(findText(model)?.tokensPerSecond ?? tokensPerSecond, tokensPerSecond);
  return (promised * node.speedPercent()) / 100;
}
