import type { ConversationCard, MessageCard } from "@flywheel/api/type";
import { randomBytes, useCheckout, useRecord, useSenderHeaders, useTRPC } from "@flywheel/host";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { now } from "../clock.ts";
import { type Conversation, createConversation, type Ending } from "../features/converse/conversation.ts";

type Stored = { readonly conversation: ConversationCard; readonly messages: readonly MessageCard[] };

/** When to ask the server how an answer ended that this page did not hear to its end: it writes that down on its own time. */
const lookAgainMs = [600, 3_000, 10_000, 30_000];

/** The conversations that this page holds open, each made once. */
export function useOpenConversations() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const record = useRecord();
  const senderHeaders = useSenderHeaders();
  const checkout = useCheckout();
  const [open] = useState(() => new Map<string, Conversation>());

  useEffect(() => {
    const left = () => {
      for (const conversation of open.values()) conversation.recordGivenUp();
    };
    window.addEventListener("pagehide", left);
    return () => window.removeEventListener("pagehide", left);
  }, [open]);

  function onSettled(conversation: Conversation, { whole, refusal }: Ending): void {
    void queries.invalidateQueries(trpc.account.me.queryFilter());
    void queries.invalidateQueries(trpc.chat.conversations.queryFilter());
    if (refusal?.code === "over-budget") checkout.open("ran-out");
    if (!whole && !refusal) lookAgain(conversation);
  }

  function lookAgain(conversation: Conversation): void {
    for (const afterMs of lookAgainMs) setTimeout(() => void catchUp(conversation), afterMs);
  }

  async function catchUp(conversation: Conversation): Promise<void> {
    if (open.get(conversation.id) !== conversation) return;
    const question = trpc.chat.conversation.queryOptions({ id: conversation.id });
    // What the page shows stays as it is if the server cannot be asked now.
    const found = await queries.fetchQuery({ ...question, staleTime: 0 }).catch(() => null);
    if (found) conversation.takeIn(found.messages);
  }

  function hold(id: string, stored: Stored | null): Conversation {
    const held = open.get(id);
    if (held) return held;
    const conversation = createConversation({ id, stored, record, senderHeaders, now, randomBytes, onSettled });
    open.set(id, conversation);
    // A page that was loaded again right after an answer was cut off comes before the server has written it down.
    if (stored?.messages.at(-1)?.role === "visitor") lookAgain(conversation);
    return conversation;
  }

  return {
    get: (id: string): Conversation | null => open.get(id) ?? null,
    begin: (id: string): Conversation => hold(id, null),
    resume: (stored: Stored): Conversation => hold(stored.conversation.id, stored),
    drop(id: string): void {
      open.get(id)?.stop();
      open.delete(id);
    },
  };
}

export type OpenConversations = ReturnType<typeof useOpenConversations>;
