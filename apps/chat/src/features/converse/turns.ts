import type { ReceiptCard, RefusalCard } from "@flywheel/api/type";
import { type ChatMessage, textOf } from "./message.ts";

/** What is drawn, from top to bottom. */
export type Turn =
  | { readonly kind: "said"; readonly id: string; readonly text: string }
  | Answer
  /** Asked, and nothing has come yet. */
  | { readonly kind: "awaited"; readonly id: string }
  | { readonly kind: "refused"; readonly id: string; readonly refusal: RefusalCard }
  /** The last words have no answer: the request broke before it began, or the page was left. */
  | { readonly kind: "unanswered"; readonly id: string };

export type Answer = {
  readonly kind: "answer";
  readonly id: string;
  readonly text: string;
  readonly phase: "streaming" | "complete" | "stopped" | "failed";
  readonly requestId: string | null;
  readonly model: string | null;
  readonly receipt: ReceiptCard | null;
};

export type ChatStatus = "submitted" | "streaming" | "ready" | "error";

export function turnsOf(messages: readonly ChatMessage[], status: ChatStatus): readonly Turn[] {
  const last = messages.at(-1);
  const turns = messages.map((message) => turnOf(message, message === last ? status : "ready"));
  if (!last || last.role === "assistant") return turns;
  if (status === "submitted" || status === "streaming") return [...turns, { kind: "awaited", id: "awaited" }];
  return [...turns, { kind: "unanswered", id: "unanswered" }];
}

function turnOf(message: ChatMessage, status: ChatStatus): Turn {
  const { id, metadata = {} } = message;
  const text = textOf(message);
  if (message.role === "user") return { kind: "said", id, text };
  if (metadata.refusal) return { kind: "refused", id, refusal: metadata.refusal };
  const phase = phaseOf(metadata, status);
  if (phase === "streaming" && text === "") return { kind: "awaited", id };
  const { requestId = null, model = null, receipt = null } = metadata;
  return { kind: "answer", id, text, phase, requestId, model, receipt };
}

/** An answer is whole only when its end was heard: a connection that closes early looks like an ending too. */
function phaseOf({ state, credits }: NonNullable<ChatMessage["metadata"]>, status: ChatStatus): Answer["phase"] {
  if (status === "submitted" || status === "streaming") return "streaming";
  if (state !== undefined) return state;
  return status === "ready" && credits !== undefined ? "complete" : "failed";
}
