import { createHash } from "node:crypto";
import { type ImageRequest, imageRequestHash } from "@flywheel/receipts";
import type { ImageOffer } from "../models/offer.ts";
import { findImage, unknownModel } from "../models/offers.ts";
import type { Place } from "../nodes/router.ts";
import type { Painting, Renderer } from "../painting/renderer.ts";
import type { Failure, ImageAsk, ImagePart } from "../port.ts";
import { PaintingFailedError } from "../render-pool.ts";
import { admit, brokenOff, type Desk, nodeBroke } from "./desk.ts";
import { imageCostMicroUsd } from "./image-cost.ts";
import { atSpeedOf } from "./pause.ts";

/** How many steps each picture takes when nobody asked for previews. */
const stepsWithoutPreviews = 6;

/** One request for pictures, from the door to the receipt. Unless all are finished, nothing is owed. */
export async function* serveImage(
  desk: Desk,
  renderer: Renderer,
  ask: ImageAsk,
  signal: AbortSignal,
): AsyncGenerator<ImagePart> {
  const offer = findImage(ask.model);
  if (!offer) {
    yield { kind: "refused", refusal: unknownModel(ask.model) };
    return;
  }
  const either = AbortSignal.any([signal, desk.closing]);
  const admission = await admit(desk, ask, either);
  if (admission.outcome === "refused") {
    yield { kind: "refused", refusal: admission.refusal };
    return;
  }
  if (admission.outcome === "failed") {
    yield { kind: "failed", failure: admission.failure, node: null };
    return;
  }
  const { place, startedMs, leave } = admission;
  try {
    yield { kind: "routed", node: place.node.record().teeId, queuedMs: place.queuedMs };
    const here = AbortSignal.any([either, place.vanished]);
    yield* atTheNode(desk, renderer, { ask, offer, place, startedMs }, here);
  } finally {
    leave();
  }
}

type Commission = {
  readonly ask: ImageAsk;
  readonly offer: ImageOffer;
  readonly place: Place;
  readonly startedMs: number;
};

async function* atTheNode(
  desk: Desk,
  renderer: Renderer,
  { ask, offer, place, startedMs }: Commission,
  signal: AbortSignal,
): AsyncGenerator<ImagePart> {
  const node = place.node.record();
  const pause = atSpeedOf(place.node, desk.pause);
  const { count = 1 } = ask;
  const stepsEach = ask.previews || stepsWithoutPreviews;
  const stepMs = Math.max(offer.pictureMs, 60_000 / node.capacity.imagesPerMinute) / stepsEach;
  const images: Uint8Array[] = [];
  let firstOutputMs = 0;
  for (let index = 0; index < count; index += 1) {
    const painted = await paint(renderer, { ...ask, seed: ask.seed + index }, offer);
    if ("failure" in painted) {
      yield { kind: "failed", failure: painted.failure, node: node.teeId };
      return;
    }
    for (let step = 1; step <= stepsEach; step += 1) {
      await pause(stepMs, signal);
      if (signal.aborted) {
        yield { kind: "failed", failure: place.vanished.aborted ? nodeBroke : brokenOff, node: node.teeId };
        return;
      }
      firstOutputMs ||= desk.now() - startedMs;
      const preview = painted.painting.previews[step - 1] ?? null;
      yield { kind: "step", step: index * stepsEach + step, steps: count * stepsEach, preview };
    }
    images.push(painted.painting.png);
  }

  const costMicroUsd = imageCostMicroUsd(offer, ask);
  const sealed = await desk.seal(place.node, {
    ask,
    requestHash: imageRequestHash(committed(ask)),
    output: { commitment: "content+images-v1", content: "", images },
    costMicroUsd,
  });
  desk.measure.served(place.node, ask.model);
  const { queuedMs } = place;
  const servedMs = desk.now() - startedMs;
  const counts = { inputTokens: 0, outputTokens: 0, images: count };
  const served = { ...sealed, node: node.teeId, costMicroUsd, queuedMs, firstOutputMs, servedMs, ...counts };
  yield { kind: "completed", images, served };
}

/** The receipt speaks of the picture to work from by its hash: the bytes are the visitor's. */
function committed({ model, prompt, width, height, seed, count = 1, reference }: ImageAsk): ImageRequest {
  const request = { model, prompt, width, height, seed, count };
  return reference ? { ...request, reference: createHash("sha256").update(reference).digest("hex") } : request;
}

/** A picture to work from that nobody can read is the fault of the one who sent it; anything else that breaks is the node's. */
const unreadable: Failure = { source: "gateway", retryable: false };

async function paint(
  renderer: Renderer,
  ask: ImageAsk,
  { style }: ImageOffer,
): Promise<{ readonly painting: Painting } | { readonly failure: Failure }> {
  const { prompt, width, height, seed, previews, reference } = ask;
  const commission = { style, prompt, width, height, seed, previews };
  try {
    return { painting: await renderer.paint(reference ? { ...commission, reference } : commission) };
  } catch (cause) {
    const isUnreadable = cause instanceof PaintingFailedError && cause.facts.because === "unreadable";
    return { failure: isUnreadable ? unreadable : nodeBroke };
  }
}
