import { type TextRequest, textRequestHash } from "@flywheel/receipts";
import type { TextOffer } from "../models/offer.ts";
import { findText, unknownModel } from "../models/offers.ts";
import type { Place } from "../nodes/router.ts";
import type { ChatAsk, ChatPart } from "../port.ts";
import { writeAnswer } from "../writing/write-answer.ts";
import { admit, brokenOff, type Desk, nodeBroke } from "./desk.ts";
import { atSpeedOf } from "./pause.ts";
import { textCostMicroUsd } from "./prices.ts";
import { streamTokens } from "./stream-tokens.ts";
import { inputTokensOf, tokensOf } from "./tokens.ts";

/** One chat, from the door to the receipt. The last part says how it ended. */
export async function* serveChat(desk: Desk, ask: ChatAsk, signal: AbortSignal): AsyncGenerator<ChatPart> {
  const offer = findText(ask.model);
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
    yield* atTheNode(desk, { ask, offer, place, startedMs }, signal, here);
  } finally {
    leave();
  }
}

type Chat = { readonly ask: ChatAsk; readonly offer: TextOffer; readonly place: Place; readonly startedMs: number };

async function* atTheNode(desk: Desk, chat: Chat, signal: AbortSignal, either: AbortSignal): AsyncGenerator<ChatPart> {
  const { ask, offer, place, startedMs } = chat;
  const node = place.node.record();
  const tokens = answerTokens(ask, offer);
  if (!tokens) {
    yield { kind: "failed", failure: nodeBroke, node: node.teeId };
    return;
  }
  const tokensPerSecond = Math.min(offer.tokensPerSecond, node.capacity.tokensPerSecond);
  const speed = { firstTokenMs: offer.firstTokenMs * desk.dice.between(0.8, 1.4), tokensPerSecond };
  let [outputTokens, firstOutputMs] = [0, 0];
  for await (const frame of streamTokens(tokens, speed, atSpeedOf(place.node, desk.pause), either)) {
    if (outputTokens === 0) firstOutputMs = desk.now() - startedMs;
    outputTokens += frame.length;
    yield { kind: "token", text: frame.join("") };
  }

  const stopped = outputTokens < tokens.length;
  // Only the caller's own abort leaves a part that is owed; a node that is gone, or a network that closes, breaks its promise.
  if (place.vanished.aborted) {
    yield { kind: "failed", failure: nodeBroke, node: node.teeId };
    return;
  }
  if (outputTokens === 0 || (stopped && !signal.aborted)) {
    yield { kind: "failed", failure: brokenOff, node: node.teeId };
    return;
  }
  const text = tokens.slice(0, outputTokens).join("");
  const inputTokens = inputTokensOf(ask.messages);
  const costMicroUsd = textCostMicroUsd(offer, { input: inputTokens, output: outputTokens });
  const sealed = await desk.seal(place.node, {
    ask,
    requestHash: textRequestHash(committed(ask)),
    output: { commitment: "content", content: text },
    costMicroUsd,
  });
  desk.measure.served(place.node, ask.model);
  const { queuedMs } = place;
  const servedMs = desk.now() - startedMs;
  const served = {
    ...sealed,
    node: node.teeId,
    costMicroUsd,
    queuedMs,
    firstOutputMs,
    servedMs,
    inputTokens,
    outputTokens,
    images: 0,
  };
  yield { kind: "completed", text, stopped, served };
}

const committed = ({ model, messages, temperature, maxTokens }: ChatAsk): TextRequest => ({
  model,
  messages,
  temperature,
  maxTokens,
});

/** Null when the model broke: a fault of the node, not of the one who asked. */
function answerTokens(ask: ChatAsk, offer: TextOffer): readonly string[] | null {
  try {
    const tokens = tokensOf(writeAnswer({ ...ask, name: offer.name, publisher: offer.publisher, voice: offer.voice }));
    return tokens.slice(0, ask.maxTokens);
  } catch {
    return null;
  }
}
