import type { ChatMetadata, MessageCard, ReceiptCard } from "@flywheel/api/type";
import type { UIMessage } from "ai";

/** What a message carries beside its words: what the stream tells, and what the server's copy adds. */
export type TurnMetadata = Partial<ChatMetadata> & {
  readonly model?: string;
  readonly state?: MessageCard["state"];
  readonly receipt?: ReceiptCard;
};

export type ChatMessage = UIMessage<TurnMetadata>;

export const textOf = ({ parts }: Pick<ChatMessage, "parts">): string =>
  parts.map((part) => (part.type === "text" ? part.text : "")).join("");

/** The server's copy as the AI SDK holds messages. */
export function messageFrom({ id, role, text, requestId, model, state, receipt }: MessageCard): ChatMessage {
  return {
    id,
    role: role === "visitor" ? "user" : "assistant",
    parts: text === "" ? [] : [{ type: "text", text }],
    metadata: {
      state,
      ...(requestId === null ? {} : { requestId }),
      ...(model === null ? {} : { model }),
      ...(receipt === null ? {} : { receipt }),
    },
  };
}
