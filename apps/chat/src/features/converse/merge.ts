import type { MessageCard } from "@flywheel/api/type";
import { type ChatMessage, messageFrom, textOf } from "./message.ts";

/**
 * What the page shows once the server has told its side. The server's copy is the truth; what is only in the page stays
 * at the end (a refusal, or an answer that the server is still writing down), and words that arrived here are not lost
 * because the server kept none of a broken answer.
 */
export function merged(local: readonly ChatMessage[], stored: readonly MessageCard[]): ChatMessage[] {
  const heard = new Map(local.map((message) => [message.id, message]));
  const known = new Set(stored.map(({ id }) => id));
  const told = stored.map((card) => {
    const message = messageFrom(card);
    const here = heard.get(card.id);
    if (!here) return message;
    const parts = textOf(message) === "" ? here.parts : message.parts;
    return { ...message, parts, metadata: { ...here.metadata, ...message.metadata } };
  });
  const lastKnown = local.findLastIndex(({ id }) => known.has(id));
  return [...told, ...local.slice(lastKnown + 1)];
}
