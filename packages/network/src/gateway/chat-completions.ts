import type { ChatAsk, ChatPart } from "../port.ts";
import { RepeatedRequestError } from "../serving/desk.ts";
import { anySeed } from "./caller.ts";
import { ChatRequest, messagesOf, usualMaxTokens } from "./chat-request.ts";
import { chatStream, finishReason, type StreamHead } from "./chat-stream.ts";
import type { Counter } from "./counter.ts";
import { proofFields, proofHeaders, usageFields } from "./proof-fields.ts";
import { readBody } from "./read-body.ts";
import { settlementOf } from "./settlement-type.ts";
import { endedAsError, wireError } from "./wire-errors.ts";

export async function answerChat(counter: Counter, request: Request): Promise<Response> {
  const { parts } = counter;
  const caller = counter.caller(request);
  const settlement = settlementOf(request);
  if (!caller || !settlement) return wireError("malformed-header");
  const read = await readBody(request, ChatRequest);
  if (read.outcome === "refused") return wireError("malformed-body", { param: read.param });
  const { body } = read;

  const ask: ChatAsk = {
    ...caller,
    settlement,
    model: body.model,
    messages: messagesOf(body),
    temperature: body.temperature,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? usualMaxTokens,
    seed: body.seed ?? anySeed(parts),
  };
  const head: StreamHead = {
    id: `chatcmpl-${ask.requestId}`,
    created: Math.floor(parts.now() / 1_000),
    model: ask.model,
    maxTokens: ask.maxTokens,
  };
  const letIn = await counter.letIn(request, ask);
  if (letIn instanceof Response) return letIn;
  const { serve, headers } = letIn;
  const leaving = new AbortController();
  const chat = serve.chat(ask, AbortSignal.any([request.signal, leaving.signal]))[Symbol.asyncIterator]();
  try {
    // The first part that says something decides the status: a refusal is no stream.
    let first = await chat.next();
    while (!first.done && first.value.kind === "verified") first = await chat.next();
    const parts = begunWith(first, chat);
    if (first.done || (first.value.kind !== "refused" && first.value.kind !== "failed" && body.stream)) {
      return chatStream(parts, head, { leaving, headers });
    }
    return await wholeChat(parts, head, headers);
  } catch (cause) {
    if (cause instanceof RepeatedRequestError) return wireError("repeated-request");
    throw cause;
  }
}

/** All parts, the first of which was read already. Whoever stops reading lets the chat go, and with it its place. */
async function* begunWith(
  first: IteratorResult<ChatPart>,
  rest: AsyncIterator<ChatPart>,
): AsyncGenerator<ChatPart, void> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function wholeChat(
  parts: AsyncIterable<ChatPart>,
  head: StreamHead,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  for await (const part of parts) {
    if (part.kind === "refused" || part.kind === "failed") {
      const { code, more } = endedAsError(part);
      return wireError(code, { ...more, headers });
    }
    if (part.kind !== "completed") continue;
    const message = { role: "assistant", content: part.text };
    return Response.json(
      {
        id: head.id,
        created: head.created,
        model: head.model,
        object: "chat.completion",
        choices: [{ index: 0, message, finish_reason: finishReason(part.served, head), logprobs: null }],
        usage: usageFields(part.served),
        ...proofFields(part.served),
      },
      { headers: { ...headers, ...proofHeaders(part.served.receipt) } },
    );
  }
  return wireError("gateway-failed", { retryable: true });
}
