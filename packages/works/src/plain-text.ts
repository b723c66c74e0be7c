/**
 * A visitor's or a model's words as every shelf can keep them: no control characters but line ends and tabs (PostgreSQL
 * refuses NUL), one kind of line end, and no half of a surrogate pair (UTF-8 has no way to write one).
 */
export const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/(?![\n\t])\p{Cc}/gu, "")
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD");
