import type { ConversationId, RequestId } from "@flywheel/vocabulary";

/** The pattern of the vocabulary, whose own schema would bring a whole parser into the page. */
export const isRequestId = (text: string): text is RequestId => /^req_[a-z0-9]{20}$/.test(text);

const isConversationId = (text: string): text is ConversationId => /^cnv_[a-z0-9]{20}$/.test(text);

/** An address's fragment may name the conversation that an answer was given in. Fragments are never sent to a server. */
export function conversationIn(fragment: string): ConversationId | null {
  const text = fragment.replace(/^#/, "");
  return isConversationId(text) ? text : null;
}
