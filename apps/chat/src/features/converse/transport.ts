import { DefaultChatTransport, type PrepareSendMessagesRequest } from "ai";
import { type ChatMessage, textOf } from "./message.ts";
import { AnswerNotBegunError } from "./trouble.ts";

/** What goes with an ask besides the words. */
export type AskBody = { readonly requestId: string; readonly model: string };

type Prepared = Parameters<PrepareSendMessagesRequest<ChatMessage>>[0];

/** Only what is new is sent: the server keeps the history. */
export function bodyOf({ id, messages, trigger, body }: Pick<Prepared, "id" | "messages" | "trigger" | "body">) {
  const said = messages.findLast(({ role }) => role === "user");
  if (!said) throw new Error("there is no message to answer");
  return {
    conversationId: id,
    requestId: body?.requestId,
    model: body?.model,
    message: { id: said.id, text: textOf(said) },
    regenerate: trigger === "regenerate-message",
  };
}

/** `senderHeaders` say which app and session a call belongs to. */
export const createTransport = (senderHeaders: () => Record<string, string>) =>
  new DefaultChatTransport<ChatMessage>({
    api: "/api/chat",
    fetch: fetchStream,
    headers: senderHeaders,
    prepareSendMessagesRequest: (request) => ({
      body: bodyOf(request),
      ...(request.headers ? { headers: request.headers } : {}),
    }),
  });

const fetchStream: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (!response.ok) throw new AnswerNotBegunError({ status: response.status });
  return response;
};
