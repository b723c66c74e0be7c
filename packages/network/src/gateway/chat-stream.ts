import type { ChatPart, Served } from "../port.ts";
import { proofFields, usageFields } from "./proof-fields.ts";
import { endedAsError, errorBody } from "./wire-errors.ts";

export type StreamHead = {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly maxTokens: number;
};

/** `length` when the answer used up what it was allowed. */
export const finishReason = ({ outputTokens }: Served, { maxTokens }: StreamHead): "stop" | "length" =>
  outputTokens >= maxTokens ? "length" : "stop";

const encoder = new TextEncoder();
const frame = (data: unknown) => encoder.encode(`data: ${JSON.stringify(data)}\n\n`);

/** Server-sent events as OpenAI's clients read them. The last frame says how it ended, what it cost, and proves it. */
export function chatStream(
  parts: AsyncIterator<ChatPart>,
  head: StreamHead,
  { leaving, headers }: { readonly leaving: AbortController; readonly headers: Readonly<Record<string, string>> },
): Response {
  const chunk = (delta: Record<string, string>, finish_reason: "stop" | "length" | null = null) => ({
    id: head.id,
    created: head.created,
    model: head.model,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason }],
  });
  const framesOf = (part: ChatPart): readonly Uint8Array[] => {
    switch (part.kind) {
      case "verified":
      case "routed":
        return [];
      case "token":
        return [frame(chunk({ content: part.text }))];
      case "completed":
        return [
          frame({
            ...chunk({}, finishReason(part.served, head)),
            usage: usageFields(part.served),
            ...proofFields(part.served),
          }),
          done,
        ];
      default: {
        const { code, more } = endedAsError(part);
        return [frame(errorBody(code, more)), done];
      }
    }
  };

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(frame(chunk({ role: "assistant", content: "" })));
    },
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else for (const bytes of framesOf(next.value)) controller.enqueue(bytes);
    },
    /** Whoever stops reading stops the node, and the part that was served still gets its receipt. */
    async cancel() {
      leaving.abort();
      for (let next = await parts.next(); !next.done; next = await parts.next());
    },
  });
  return new Response(body, {
    headers: { ...headers, "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
  });
}

const done = encoder.encode("data: [DONE]\n\n");
