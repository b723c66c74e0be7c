import type { Language } from "../skills/coding.ts";

/** A piece of code known by heart, and the words that ask for it. */
export type Snippet = {
  readonly asks: RegExp;
  readonly title: string;
  readonly lead: string;
  readonly in: Readonly<Partial<Record<Language, string>>>;
};
