import type { ImageAsk } from "@flywheel/network";
import { type ImageId, mint, type RequestId } from "@flywheel/vocabulary";
import { dimensionsOf, type Image } from "@flywheel/works";
import { TRPCError } from "@trpc/server";
import type { VisitorCaller } from "../caller.ts";
import type { Services } from "../services.ts";
import { factWriter } from "../serving/facts.ts";
import { refusalCard } from "../serving/refusals.ts";
import { openTab, sentBefore } from "../serving/tab.ts";
import type { GenerateStep } from "../wire.ts";
import { imageCard, nodeName, receiptCard } from "./cards.ts";
import type { GenerateInput } from "./studio-router.ts";

/** A network that says it served, and brings nothing, is broken: the hold goes back. */
class NothingMadeError extends Error {
  override name = "NothingMadeError";
  constructor(readonly facts: { readonly requestId: RequestId }) {
    super(`request ${facts.requestId} was completed without a picture`);
  }
}

/** One picture, from the prompt to the receipt. The credits are held before the network is asked and end charged or released. */
export async function* generate(
  services: Services,
  visitor: VisitorCaller,
  input: GenerateInput,
  signal: AbortSignal,
): AsyncGenerator<GenerateStep> {
  const { network, now, randomBytes } = services;
  const reference = input.from === undefined ? null : await services.works.png(visitor.id, input.from);
  if (input.from !== undefined && !reference) {
    throw new TRPCError({ code: "NOT_FOUND", message: "the picture to start from is not there any more" });
  }
  const ask: ImageAsk = {
    requestId: input.requestId,
    appId: visitor.app,
    model: input.model,
    prompt: input.prompt,
    ...dimensionsOf(input.shape),
    seed: input.seed ?? seedFrom(randomBytes(4)),
    previews: 6,
    ...(reference ? { reference } : {}),
  };
  const facts = factWriter(visitor, services);
  const opened = await openTab({ ...services, facts }, ask);
  if (opened.outcome === "refused") {
    yield { kind: "refused", refusal: refusalCard(opened.refusal) };
    return;
  }

  if (opened.outcome === "repeated") throw sentBefore();
  const { tab } = opened;
  try {
    yield { kind: "started", requestId: ask.requestId, credits: tab.credits };
    for await (const part of network.image(ask, signal)) {
      switch (part.kind) {
        case "verified":
          await tab.verified(part);
          break;
        case "routed":
          await tab.routed(part.node, part.queuedMs);
          yield { kind: "routed", nodeName: nodeName(network, part.node), queuedMs: part.queuedMs };
          break;
        case "step":
          yield { kind: "step", step: part.step, steps: part.steps, preview: part.preview && pngUrl(part.preview) };
          break;
        case "completed": {
          // Saved before it is charged: nobody pays for a picture that was lost on the way to their shelf.
          const [png] = part.images;
          if (!png) throw new NothingMadeError({ requestId: ask.requestId });
          const image = imageOf(ask, mint<ImageId>("img", randomBytes), now());
          await services.works.saveImage(visitor.id, image, png);
          const { credits } = await tab.served(part.served, { stopped: false });
          const { spendableCredits } = await services.accounts.summary(visitor.id, visitor.range);
          const receipt = {
            requestId: ask.requestId,
            receipt: part.served.receipt,
            issuedMs: now(),
            settlement: ask.settlement ?? "batch",
          };
          yield {
            kind: "done",
            image: imageCard(image),
            receipt: receiptCard(network, receipt),
            credits,
            spendableCredits,
          };
          break;
        }
        case "refused":
          await tab.refused(part.refusal);
          yield { kind: "refused", refusal: refusalCard(part.refusal) };
          break;
        case "failed":
          await tab.failed(part.failure, part.node);
          yield {
            kind: "failed",
            retryable: part.failure.retryable,
            message: "The node broke off before your picture was finished. Nothing was charged.",
          };
          break;
      }
    }
  } finally {
    await tab.close();
  }
}

const imageOf = (ask: ImageAsk, id: ImageId, createdMs: number): Image => ({
  id,
  requestId: ask.requestId,
  prompt: ask.prompt,
  model: ask.model,
  width: ask.width,
  height: ask.height,
  seed: ask.seed,
  createdMs,
  keptMs: null,
});

const pngUrl = (png: Uint8Array) => `data:image/png;base64,${Buffer.from(png).toString("base64")}`;

const seedFrom = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
