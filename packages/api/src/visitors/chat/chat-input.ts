import { ConversationId, MessageId, ModelId, RequestId } from "@flywheel/vocabulary";
import { plainText } from "@flywheel/works";
import { z } from "zod";

/** What a page posts to /api/chat. The server keeps the history; a page sends only what is new. */
export const ChatInput = z.strictObject({
  conversationId: ConversationId,
  requestId: RequestId,
  model: ModelId,
  message: z.strictObject({
    id: MessageId,
    text: z.string().transform(plainText).pipe(z.string().trim().min(1).max(8_000)),
  }),
  /** Answer the same message again: what was said after it is replaced. */
  regenerate: z.boolean().default(false),
});
export type ChatInput = z.infer<typeof ChatInput>;
