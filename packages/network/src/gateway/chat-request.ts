import { ModelId } from "@flywheel/vocabulary";
import { z } from "zod";
import type { ChatMessage } from "../port.ts";
import { maxTokensAllowed } from "../serving/check-ask.ts";

/** Of all messages together: what is counted before it is paid must be quick to count. */
const maxCharacters = 200_000;

const TextPart = z.object({ type: z.literal("text"), text: z.string() });
const Content = z.union([
  z.string(),
  z
    .array(TextPart)
    .max(1_000)
    .transform((parts) => parts.map(({ text }) => text).join("")),
]);
const Tokens = z.int().min(1).max(maxTokensAllowed);

/** What of OpenAI's chat request these models can honour. Unknown fields are let pass, as OpenAI-compatible servers do. */
export const ChatRequest = z.object({
  model: ModelId,
  messages: z
    .array(
      z.object({
        role: z.enum(["system", "developer", "user", "assistant"]),
        content: Content,
      }),
    )
    .min(1)
    .max(1_000)
    .refine((messages) => messages.reduce((sum, { content }) => sum + content.length, 0) <= maxCharacters),
  temperature: z.number().min(0).max(2).default(1),
  max_tokens: Tokens.optional(),
  max_completion_tokens: Tokens.optional(),
  seed: z.int().optional(),
  n: z.literal(1).optional(),
  stream: z.boolean().default(false),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** Part of the receipt, as if it had been asked for. */
export const usualMaxTokens = 1_024;

/** `developer` is the newer name of `system`. */
export const messagesOf = ({ messages }: ChatRequest): readonly ChatMessage[] =>
  messages.map(({ role, content }) => ({ role: role === "developer" ? "system" : role, content }));
