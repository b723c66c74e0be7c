import { Chat } from "@ai-sdk/react";
import type { ConversationCard, MessageCard, RefusalCard } from "@flywheel/api/type";
import type { useRecord } from "@flywheel/host";
import { mint } from "@flywheel/vocabulary/mint";
import { merged } from "./merge.ts";
import { type ChatMessage, messageFrom, textOf } from "./message.ts";
import { type AskBody, createTransport } from "./transport.ts";

/** An ask that was made in this page. `endedMs` is null while it is under way; what was shown once is not told again. */
export type Asked = { readonly model: string; readonly askedMs: number; endedMs: number | null; shown: boolean };

export type ConversationParts = {
  readonly id: string;
  /** Null for one that begins here. */
  readonly stored: { readonly conversation: ConversationCard; readonly messages: readonly MessageCard[] } | null;
  readonly record: ReturnType<typeof useRecord>;
  readonly senderHeaders: () => Record<string, string>;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly onSettled: (conversation: Conversation, end: Ending) => void;
};

/** How an ask ended. If the answer is not whole, the server may know more about it than this page. */
export type Ending = { readonly whole: boolean; readonly refusal: RefusalCard | null };

export type Conversation = ReturnType<typeof createConversation>;

/**
 * One conversation as this page holds it. It lives as long as the page, so that an answer goes on while the visitor
 * looks at another conversation.
 */
export function createConversation({
  id,
  stored,
  record,
  senderHeaders,
  now,
  randomBytes,
  onSettled,
}: ConversationParts) {
  const asked = new Map<string, Asked>();
  let current: AskBody | null = null;

  const chat = new Chat<ChatMessage>({
    id,
    messages: stored ? stored.messages.map(messageFrom) : [],
    generateId: () => mint<string>("msg", randomBytes),
    transport: createTransport(senderHeaders),
    onFinish: settle,
    // onFinish follows and settles; without a handler the SDK would print the error.
    onError: () => {},
  });

  function settle(): void {
    const ask = current && asked.get(current.requestId);
    if (ask) ask.endedMs = now();
    current = null;
    const last = chat.messages.at(-1);
    const answer = last?.role === "assistant" ? last : null;
    onSettled(conversation, { whole: answer !== null && isWhole(answer), refusal: answer?.metadata?.refusal ?? null });
  }

  function begin(model: string, promptLength: number, attempt: "first" | "again" | "edit"): { body: AskBody } {
    const requestId = mint<string>("req", randomBytes);
    asked.set(requestId, { model, askedMs: now(), endedMs: null, shown: false });
    current = { requestId, model };
    record("prompt.submitted", { requestId, medium: "text", model, promptLength, attempt });
    return { body: current };
  }

  /** Going on from an answer says that it was worth something. An answer is gone on from once: after that it is not the last. */
  function recordContinued(): void {
    const last = chat.messages.at(-1);
    if (last?.role !== "assistant" || !isWhole(last)) return;
    const requestId = last.metadata?.requestId;
    if (requestId !== undefined) record("output.kept", { requestId, medium: "text", how: "continued" });
  }

  /** Says that an answer under way was given up; true if there was one. */
  function recordGivenUp(): boolean {
    const ask = current && asked.get(current.requestId);
    if (!current || !ask) return false;
    const last = chat.messages.at(-1);
    const received = last?.role === "assistant" && textOf(last) !== "" ? "part" : "nothing";
    record("answer.awaited", { ...current, medium: "text", waitedMs: now() - ask.askedMs, received });
    return true;
  }

  const conversation = {
    id,
    chat,
    /** What the visitor left in the field, and the model they left chosen, when they went to another conversation. */
    left: { text: "", model: stored?.conversation.model ?? null },
    askedFor: (requestId: string): Asked | null => asked.get(requestId) ?? null,
    send(text: string, model: string): void {
      if (current) return;
      recordContinued();
      void chat.sendMessage({ text }, begin(model, text.length, "first"));
    },

    /** Says a message again in other words; what followed it is replaced. */
    edit(messageId: string, text: string, model: string): void {
      if (current) return;
      void chat.sendMessage({ text, messageId }, begin(model, text.length, "edit"));
    },

    /** Answers the last message again, or at last. */
    again(model: string): void {
      const said = chat.messages.findLast(({ role }) => role === "user");
      if (current || !said) return;
      void chat.regenerate(begin(model, textOf(said).length, "again"));
    },

    stop(): void {
      if (!recordGivenUp()) return;
      void chat.stop();
      const last = chat.messages.at(-1);
      if (last?.role !== "assistant") return;
      chat.messages = chat.messages.with(-1, { ...last, metadata: { ...last.metadata, state: "stopped" } });
    },

    recordGivenUp,

    takeIn(messages: readonly MessageCard[]): void {
      if (current) return;
      chat.messages = merged(chat.messages, messages);
    },
  };
  return conversation;
}

const isWhole = ({ metadata }: ChatMessage): boolean =>
  metadata?.state === undefined ? metadata?.credits !== undefined : metadata.state === "complete";
