import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";

describe("plain text", () => {
  it.each([
    ["nothing of what people write", "  Füchse 🦊\n\tسلام 狐狸 — “quoted” 👩‍👩‍👧 "],
    ["nothing of code", "if (a < b) {\n\treturn '\\0';\n}"],
  ])("[WO21] changes %s", (_, text) => {
    expect(plainText(text)).toBe(text);
  });

  it.each([
    ["NUL and other control characters", "a\u0000b\u0007c\u001b[31md\u009fe", "abc[31mde"],
    ["line ends of other systems", "a\r\nb\rc\n", "a\nb\nc\n"],
    ["halves of surrogate pairs", "a\ud83eb\udd8ac", "a\ufffdb\ufffdc"],
  ])("[WO21] mends %s, so that every shelf can keep it", (_, text, mended) => {
    expect(plainText(text)).toBe(mended);
    expect(Buffer.from(mended, "utf8").toString("utf8")).toBe(mended);
  });
});
