import { createUIMessageStream, createUIMessageStreamResponse } from "ai";
import type { VisitorCaller } from "../../caller.ts";
import type { Services } from "../../services.ts";
import { type ChatUiMessage, createAnswerer } from "./answer.ts";
import { ChatInput } from "./chat-input.ts";
import { takeDown } from "./take-down.ts";

/**
 * POST /api/chat: the stream that the AI SDK's `useChat` speaks. Closing the connection stops the model; what was served
 * until then is kept, charged and signed for like a whole answer.
 */
export function createChatRoute(services: Services) {
  const answer = createAnswerer(services);

  return async function chat(request: Request, visitor: VisitorCaller | null): Promise<Response> {
    if (!visitor) return refuse(401, "no visitor cookie: load /api/bootstrap.js from a page first");
    const parsed = ChatInput.safeParse(await request.json().catch(() => null));
    if (!parsed.success) {
      const paths = parsed.error.issues.map(({ path }) => path.join(".") || "the body");
      return refuse(400, `these parts of the message are not as they should be: ${[...new Set(paths)].join(", ")}`);
    }
    const taken = await takeDown(services, visitor, parsed.data);
    if (!taken) return refuse(404, "you have no such conversation");

    return createUIMessageStreamResponse({
      stream: createUIMessageStream<ChatUiMessage>({
        execute: ({ writer }) => answer({ visitor, input: parsed.data, ...taken, signal: request.signal, writer }),
        onError: () => "something broke on our side; please try again",
      }),
    });
  };
}

const refuse = (status: 400 | 401 | 404, message: string) => Response.json({ error: message }, { status });
