export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[]; readonly ordered?: boolean }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "code"; readonly language: string; readonly source: string }
  | { readonly kind: "verse"; readonly lines: readonly string[] };

/** What there is to say, before a voice says it. */
export type Draft = {
  /** `talk` is small talk: no headings, whatever the voice. */
  readonly manner: "talk" | "answer" | "work";
  readonly title: string;
  /** The answer in one or two sentences. Every voice says it. */
  readonly lead: string;
  readonly blocks?: readonly Block[];
  /** What the answer cannot vouch for. */
  readonly note?: string;
  /** How the answer can be checked, by somebody who trusts nobody: the same by another way. */
  readonly check?: string;
  /** What only somebody who followed can answer. */
  readonly question?: string;
  /** What could come next. */
  readonly next?: string;
};

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const list = (items: readonly string[]): Block => ({ kind: "list", items });
export const steps = (items: readonly string[]): Block => ({ kind: "list", items, ordered: true });
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: "table",
  head,
  rows,
});
export const code = (language: string, source: string): Block => ({ kind: "code", language, source: source.trim() });
export const verse = (...lines: readonly string[]): Block => ({ kind: "verse", lines });
