import { Float, pythonFloat } from "./python-float.ts";

/** What can be written canonically. A whole `number` is Python's int; one that Python holds as a float is a `Float`. */
export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | readonly Json[]
  | { readonly [key: string]: Json };

export class NotCanonicalError extends Error {
  override name = "NotCanonicalError";

  constructor(readonly facts: { readonly found: string }) {
    super(`canonical JSON has no form for ${facts.found}`);
  }
}

/**
 * Byte for byte what Python's `json.dumps(value, sort_keys=True)` writes: separators ", " and ": ", everything outside
 * printable ASCII escaped, floats as repr, keys in order of code points. Hashes of the network are taken over this form.
 */
export function canonicalJson(value: Json): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      return numeral(value);
    case "string":
      return quoted(value);
    case "object":
      if (value instanceof Float) return finite(value.value, pythonFloat);
      return isList(value) ? `[${value.map(canonicalJson).join(", ")}]` : record(value);
    default:
      throw new NotCanonicalError({ found: typeof value });
  }
}

/** `Array.isArray` does not narrow a readonly array. */
const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);

function record(value: { readonly [key: string]: Json }): string {
  const members = Object.entries(value)
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, member]) => `${quoted(key)}: ${canonicalJson(member)}`);
  return `{${members.join(", ")}}`;
}

function numeral(value: number): string {
  if (!Number.isInteger(value)) return finite(value, pythonFloat);
  // Beyond 2^53 the double no longer says which integer was meant; a bigint does.
  if (!Number.isSafeInteger(value)) throw new NotCanonicalError({ found: "an integer beyond 2^53" });
  return String(value);
}

function finite(value: number, write: (value: number) => string): string {
  if (!Number.isFinite(value)) throw new NotCanonicalError({ found: String(value) });
  return write(value);
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
};

/** Escapes UTF-16 units, so that a character beyond U+FFFF becomes the surrogate pair that Python writes. */
const quoted = (text: string): string =>
  `"${text.replace(/["\\]|[^ -~]/g, (unit) => shortEscapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;

/** JavaScript would compare UTF-16 units, which puts U+1F600 before U+FF5E; Python compares code points. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
