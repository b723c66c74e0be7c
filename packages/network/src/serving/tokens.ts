import type { ChatMessage } from "../port.ts";

/**
 * What these models count and stream: a word of up to seven letters with the space before it, or any other single
 * character. English comes to about four tokens for three words, as with real ones.
 */
const token = / ?[\p{L}\p{N}]{1,7}|[^\p{L}\p{N}]/gu;

export const tokensOf = (text: string): readonly string[] => text.match(token) ?? [];

/** Each message costs a few tokens for saying whose it is. */
const tokensAroundAMessage = 4;

export const inputTokensOf = (messages: readonly ChatMessage[]): number =>
  messages.reduce((sum, { content }) => sum + tokensAroundAMessage + tokensOf(content).length, 0);
