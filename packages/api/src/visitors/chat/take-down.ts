import type { ChatMessage } from "@flywheel/network";
import type { MessageId } from "@flywheel/vocabulary";
import { titleOf } from "@flywheel/works";
import type { Message } from "@flywheel/works/port";
import type { VisitorCaller } from "../../caller.ts";
import type { Services } from "../../services.ts";
import type { ChatInput } from "./chat-input.ts";

/** How much of a conversation a model is shown; the newest messages win. */
const historyCharacters = 16_000;

/** What a model is shown, and where in the conversation its answer takes the place of what is there. */
export type TakenDown = { readonly messages: readonly ChatMessage[]; readonly replacing: MessageId | null };

/**
 * Writes the visitor's message down before anything else can fail, and gives the history that the model is shown. A
 * message that is there already is answered again: what came after it stays until there is something in its place, for it
 * was paid. Null: the conversation is not theirs.
 */
export async function takeDown(
  { works, now }: Pick<Services, "works" | "now">,
  visitor: VisitorCaller,
  { conversationId, message, model }: ChatInput,
): Promise<TakenDown | null> {
  const atMs = now();
  const found = await works.conversation(visitor.id, conversationId);
  const conversation = found?.conversation ?? { id: conversationId, title: titleOf(message.text), createdMs: atMs };
  if (!(await works.saveConversation(visitor.id, { ...conversation, model, updatedMs: atMs }))) return null;

  const messages = found?.messages ?? [];
  const position = messages.findIndex(({ id }) => id === message.id);
  const earlier = position < 0 ? messages : messages.slice(0, position);
  const after = position < 0 ? undefined : messages[position + 1];
  const said: Message = {
    id: message.id,
    role: "visitor",
    text: message.text,
    requestId: null,
    model: null,
    state: "complete",
    createdMs: messages[position]?.createdMs ?? atMs,
  };
  await works.saveMessages(visitor.id, conversationId, [said]);
  return { messages: shown([...earlier, said]), replacing: after?.id ?? null };
}

/** The newest messages that fit without a gap, and always the last one. */
export function shown(messages: readonly Pick<Message, "role" | "text">[]): readonly ChatMessage[] {
  const spoken = messages.filter(({ text }) => text !== "");
  let first = spoken.length - 1;
  let left = historyCharacters - (spoken[first]?.text.length ?? 0);
  for (; first > 0; first -= 1) {
    left -= spoken[first - 1]?.text.length ?? 0;
    if (left < 0) break;
  }
  return spoken
    .slice(first)
    .map(({ role, text }) => ({ role: role === "visitor" ? "user" : "assistant", content: text }));
}
