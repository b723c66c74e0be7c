import { z } from "zod";
import { CallLostError } from "./call-lost.ts";

const Said = z.object({ content: z.string().nullish() }).nullish();
const Choice = z.object({ delta: Said, message: Said, finish_reason: z.string().nullish() });
const Tokens = z.int().nonnegative().max(100_000_000);

const ChatFrame = z.object({
  choices: z.array(Choice).nullish(),
  usage: z.object({ prompt_tokens: Tokens, completion_tokens: Tokens }).nullish().catch(null),
  error: z.unknown().optional(),
});

/** One frame of a stream, or a whole answer: both say the same things. */
export type ChatSaid = {
  readonly text: string;
  readonly finish: string | null;
  readonly usage: { readonly input: number; readonly output: number } | null;
  readonly isError: boolean;
  /** As it came, for what else it may carry. */
  readonly body: unknown;
};

/** @throws CallLostError */
export function readChatFrame(body: unknown): ChatSaid {
  const frame = ChatFrame.safeParse(body).data;
  if (!frame) throw new CallLostError("malformed");
  const [choice] = frame.choices ?? [];
  const { usage } = frame;
  return {
    text: choice?.delta?.content ?? choice?.message?.content ?? "",
    finish: choice?.finish_reason ?? null,
    usage: usage ? { input: usage.prompt_tokens, output: usage.completion_tokens } : null,
    isError: frame.error !== undefined && frame.error !== null,
    body,
  };
}

/** @throws CallLostError */
export function parseFrame(data: string): ChatSaid {
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    throw new CallLostError("malformed");
  }
  return readChatFrame(body);
}
