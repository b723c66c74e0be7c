import { imageRequestHash } from "@flywheel/receipts";
import type { ImageOffer } from "../models/offer.ts";
import { findImage, unknownModel } from "../models/offers.ts";
import type { Place } from "../nodes/router.ts";
import type { Painting, Renderer } from "../painting/renderer.ts";
import type { ImageAsk, ImagePart } from "../port.ts";
import { admit, brokenOff, type Desk, nodeBroke } from "./desk.ts";

/** How many steps a picture takes when nobody asked for previews. */
const stepsWithoutPreviews = 6;

/** One picture, from the door to the receipt. A picture that was not finished is not owed. */
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
    yield* atTheNode(desk, renderer, { ask, offer, place, startedMs }, either);
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
  const painting = await paint(renderer, ask, offer);
  if (!painting) {
    yield { kind: "failed", failure: nodeBroke, node: node.teeId };
    return;
  }

  const steps = ask.previews || stepsWithoutPreviews;
  const stepMs = Math.max(offer.pictureMs, 60_000 / node.capacity.imagesPerMinute) / steps;
  let firstOutputMs = 0;
  for (let step = 1; step <= steps; step += 1) {
    await desk.pause(stepMs, signal);
    if (signal.aborted) {
      yield { kind: "failed", failure: brokenOff, node: node.teeId };
      return;
    }
    if (step === 1) firstOutputMs = desk.now() - startedMs;
    yield { kind: "step", step, steps, preview: painting.previews[step - 1] ?? null };
  }

  const costMicroUsd = offer.imageMicroUsd;
  const receipt = await desk.seal(place.node, {
    ask,
    requestHash: imageRequestHash(ask),
    output: { commitment: "content+images-v1", content: "", images: [painting.png] },
    capMicroUsd: costMicroUsd,
    costMicroUsd,
  });
  desk.measure.served(place.node, ask.model);
  const { queuedMs } = place;
  const servedMs = desk.now() - startedMs;
  const counts = { inputTokens: 0, outputTokens: 0 };
  const served = { receipt, node: node.teeId, costMicroUsd, queuedMs, firstOutputMs, servedMs, ...counts };
  yield { kind: "completed", png: painting.png, served };
}

/** Null when the renderer broke: a fault of the node, not of the one who asked. */
async function paint(renderer: Renderer, ask: ImageAsk, { style }: ImageOffer): Promise<Painting | null> {
  const { prompt, width, height, seed, previews } = ask;
  try {
    return await renderer.paint({ style, prompt, width, height, seed, previews });
  } catch {
    return null;
  }
}
