import { expect, test } from "vitest";
import { readWords, wordsLimit } from "./words.ts";

test("[CH1] a message is sent without the white space around it", () => {
  expect(readWords("\n hello\nthere ")).toEqual({ ok: true, text: "hello\nthere" });
});

test("[CH1] an empty or endless message is not sent", () => {
  expect(readWords("  \n")).toEqual({ ok: false, because: "empty" });
  expect(readWords(` ${"a".repeat(wordsLimit)} `).ok).toBe(true);
  expect(readWords("a".repeat(wordsLimit + 1))).toEqual({ ok: false, because: "too-long" });
});
