import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { ChatAsk, ChatMessage } from "@flywheel/network";
import { createGateway } from "@flywheel/network/gateway";
import { type MessageId, mint } from "@flywheel/vocabulary";
import { streamText, type UIMessage, type UIMessageStreamWriter } from "ai";
import type { VisitorCaller } from "../../caller.ts";
import type { Services } from "../../services.ts";
import { factWriter } from "../../serving/facts.ts";
import { type ChatEnd, meter } from "../../serving/metered.ts";
import { refusalCard } from "../../serving/refusals.ts";
import { openTab, sentBefore, type Tab } from "../../serving/tab.ts";
import type { ChatMetadata } from "../../wire.ts";
import { receiptCard } from "../cards.ts";
import type { ChatInput } from "./chat-input.ts";

export type ChatUiMessage = UIMessage<ChatMetadata>;

const maxAnswerTokens = 1_200;
const temperature = 0.7;

type Turn = {
  readonly visitor: VisitorCaller;
  readonly input: ChatInput;
  readonly messages: readonly ChatMessage[];
  /** From here on the conversation makes room for the answer, once there is one. */
  readonly replacing: MessageId | null;
  readonly signal: AbortSignal;
  readonly writer: UIMessageStreamWriter<ChatUiMessage>;
};

/** Answers one message: holds credits, streams the model's words by the AI SDK's provider, keeps them, charges. */
export function createAnswerer(services: Services) {
  const { now, randomBytes } = services;
  const metered = meter(services.network);
  const gateway = createGateway(metered.network, { now, randomBytes });

  return async function answer(turn: Turn): Promise<void> {
    const { visitor, input, messages, signal, writer } = turn;
    const { requestId, model } = input;
    const messageId = mint<MessageId>("msg", randomBytes);
    const tell = (metadata: Omit<ChatMetadata, "requestId">) =>
      writer.write({ type: "message-metadata", messageMetadata: { requestId, ...metadata } });
    writer.write({ type: "start", messageId, messageMetadata: { requestId } });

    const seed = new DataView(randomBytes(4).buffer).getUint32(0);
    const ask: ChatAsk = {
      requestId,
      appId: visitor.app,
      model,
      messages,
      temperature,
      maxTokens: maxAnswerTokens,
      seed,
    };
    const opened = await openTab({ ...services, facts: factWriter(visitor, services) }, ask);
    if (opened.outcome === "refused") {
      tell({ refusal: refusalCard(opened.refusal) });
      writer.write({ type: "finish" });
      return;
    }

    if (opened.outcome === "repeated") throw sentBefore();
    const { tab } = opened;
    try {
      const { promise: ended, resolve } = withResolvers<ChatEnd>();
      const watch = metered.observe(requestId, {
        verified: (verified) => void tab.verified(verified).catch(() => {}),
        routed: ({ node, queuedMs }) => void tab.routed(node, queuedMs).catch(() => {}),
        ended: resolve,
      });
      const words = streamText({
        model: providerFor(ask).chatModel(model),
        messages: messages.map((message) => ({ ...message })),
        temperature,
        maxOutputTokens: maxAnswerTokens,
        seed,
        maxRetries: 0,
        abortSignal: signal,
        onAbort: watch.readerIsDone,
        onError: watch.readerIsDone,
        onFinish: watch.readerIsDone,
      });
      writer.merge(
        words.toUIMessageStream({ sendStart: false, sendFinish: false, onError: () => "the node broke off" }),
      );
      tell(await conclude(services, turn, { tab, messageId, end: await ended }));
      writer.write({ type: "finish" });
    } finally {
      await tab.close();
    }
  };

  function providerFor({ requestId, appId }: ChatAsk) {
    return createOpenAICompatible({
      name: "flywheel",
      // No address: the gateway is called in this process.
      baseURL: "http://network.internal/v1",
      includeUsage: true,
      headers: { "x-flywheel-request-id": requestId, "x-flywheel-app": appId },
      fetch: (target, init) => gateway(new Request(target, init)),
    });
  }
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

type Conclusion = { readonly tab: Tab; readonly messageId: MessageId; readonly end: ChatEnd };

/** Keeps what was said, then charges it: nobody pays for words that were lost on the way to their shelf. */
async function conclude(
  { works, network, now }: Services,
  { visitor, input, replacing }: Turn,
  { tab, messageId, end }: Conclusion,
): Promise<Omit<ChatMetadata, "requestId">> {
  if (end.kind === "refused") {
    await tab.refused(end.refusal);
    return { refusal: refusalCard(end.refusal) };
  }
  const { requestId, model, conversationId } = input;
  // An answer that broke does not take the place of one that was paid.
  if (end.kind === "failed" && replacing) {
    await tab.failed(end.failure, end.node);
    return {};
  }
  if (replacing) await works.removeMessagesFrom(visitor.id, input.conversationId, replacing);
  const text = end.kind === "completed" ? end.text : "";
  const state = end.kind === "failed" ? "failed" : end.stopped ? "stopped" : "complete";
  await works.saveMessages(visitor.id, conversationId, [
    { id: messageId, role: "model", text, requestId, model, state, createdMs: now() },
  ]);
  if (end.kind === "failed") {
    await tab.failed(end.failure, end.node);
    return {};
  }
  const { credits } = await tab.served(end.served, { stopped: end.stopped });
  return {
    credits,
    receipt: receiptCard(network, { requestId, receipt: end.served.receipt, issuedMs: now(), settlement: "batch" }),
  };
}
