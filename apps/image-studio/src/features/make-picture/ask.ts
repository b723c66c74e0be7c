/** What is asked of the network. `requestId` is minted here, so that the browser's and the server's facts join. */
export type Ask = {
  readonly requestId: string;
  readonly model: string;
  readonly prompt: string;
  readonly shape: Shape;
  /** The picture that this one is a change of. */
  readonly from?: string;
  readonly askedMs: number;
};

export const shapes = ["square", "portrait", "landscape"] as const;
export type Shape = (typeof shapes)[number];

/** A change of a picture has the picture's shape. */
export const shapeOf = ({ width, height }: { readonly width: number; readonly height: number }): Shape =>
  width === height ? "square" : width > height ? "landscape" : "portrait";

export const promptLimit = 2_000;

/** The prompt as it is sent, or why it cannot be. */
export function readPrompt(text: string): { ok: true; prompt: string } | { ok: false; because: "empty" | "too-long" } {
  const prompt = text.trim();
  if (prompt === "") return { ok: false, because: "empty" };
  if (prompt.length > promptLimit) return { ok: false, because: "too-long" };
  return { ok: true, prompt };
}

export type Attempt = "first" | "again" | "edit";

/**
 * How an ask follows the one before it: a picture to start from makes it a change; the same words are another draw of the same picture, words that share most of
 * theirs are a change of it, and anything else is a new picture.
 */
export function attemptOf(
  before: Pick<Ask, "prompt" | "from"> | null,
  { prompt, from }: Pick<Ask, "prompt" | "from">,
): Attempt {
  const same = before !== null && before.prompt === prompt && before.from === from;
  if (same) return "again";
  if (from !== undefined) return "edit";
  if (!before) return "first";
  return sharedWords(before.prompt, prompt) >= 0.5 ? "edit" : "first";
}

/** Of the shorter text's different words, the share that the longer one has too. */
function sharedWords(one: string, other: string): number {
  const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.size - b.size);
  if (!fewer || !more || fewer.size === 0) return 0;
  const shared = [...fewer].filter((word) => more.has(word)).length;
  return shared / fewer.size;
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
