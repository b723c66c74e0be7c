export const wordsLimit = 8_000;

/** A message as it is sent, or why it cannot be. */
export function readWords(typed: string): { ok: true; text: string } | { ok: false; because: "empty" | "too-long" } {
  const text = typed.trim();
  if (text === "") return { ok: false, because: "empty" };
  if (text.length > wordsLimit) return { ok: false, because: "too-long" };
  return { ok: true, text };
}
