import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json, NotCanonicalError } from "./canonical-json.ts";
import { float } from "./python-float.ts";

type Tagged =
  | { readonly null: true }
  | { readonly bool: boolean }
  | { readonly int: string }
  | { readonly float: string }
  | { readonly text: string }
  | { readonly list: readonly Tagged[] }
  | { readonly record: readonly (readonly [string, Tagged])[] };

/** Read as a file: Vite's own JSON refuses half a surrogate pair, which Python and JavaScript both allow. */
const vectors: {
  readonly floats: readonly { readonly bits: string; readonly written: string }[];
  readonly values: readonly { readonly value: Tagged; readonly written: string }[];
} = JSON.parse(readFileSync(new URL("../fixtures/canonical-json.json", import.meta.url), "utf8"));

describe("canonical JSON, against Python's own json module", () => {
  it("[RC1] writes every float as Python does", () => {
    expect(vectors.floats.length).toBeGreaterThan(400);
    for (const { bits, written } of vectors.floats) expect(canonicalJson(float(doubleOf(bits)))).toBe(written);
  });

  it("[RC2] writes every value as json.dumps(sort_keys=True) does", () => {
    expect(vectors.values.length).toBeGreaterThan(150);
    for (const { value, written } of vectors.values) expect(canonicalJson(untagged(value))).toBe(written);
  });

  it("[RC2] tells an int from a float that holds a whole number", () => {
    expect(canonicalJson({ temperature: 1 })).toBe('{"temperature": 1}');
    expect(canonicalJson({ temperature: float(1) })).toBe('{"temperature": 1.0}');
    expect(canonicalJson([0.7, 1e-7, float(1e16), float(-0), -0])).toBe("[0.7, 1e-07, 1e+16, -0.0, 0]");
  });

  it("[RC3] sorts keys by code point: a character beyond U+FFFF comes last, not before U+E000", () => {
    expect(canonicalJson({ "\u{1f600}": 1, "\uff5e": 2 })).toBe(String.raw`{"\uff5e": 2, "\ud83d\ude00": 1}`);
    expect(canonicalJson({ ab: 1, a: 2, "": 3, B: 4 })).toBe('{"": 3, "B": 4, "a": 2, "ab": 1}');
  });

  it.each([
    ["no number", Number.NaN],
    ["infinity", float(Number.POSITIVE_INFINITY)],
    ["an integer that a double cannot hold", 2 ** 53],
  ])("[RC4] refuses %s, which has no one form", (_, value) => {
    expect(() => canonicalJson({ value })).toThrow(NotCanonicalError);
  });

  it("[RC4] refuses a missing value rather than leave its key out of the hash", () => {
    const value = JSON.parse('{"a": 1}');
    expect(() => canonicalJson({ ...value, b: value.missing })).toThrow(NotCanonicalError);
  });

  it("[RC2] reads back as the value that was written, whatever it is", () => {
    const anything = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(anything.filter(isSafe), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });
});

/** Doubles that stand for integers beyond 2^53 are refused by rule RC4. */
const isSafe = (value: unknown): value is Json =>
  typeof value === "number"
    ? !Number.isInteger(value) || Number.isSafeInteger(value)
    : value === null || typeof value !== "object" || Object.values(value).every(isSafe);

function doubleOf(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

function untagged(tagged: Tagged): Json {
  if ("bool" in tagged) return tagged.bool;
  if ("int" in tagged) return BigInt(tagged.int);
  if ("float" in tagged) return float(doubleOf(tagged.float));
  if ("text" in tagged) return tagged.text;
  if ("list" in tagged) return tagged.list.map(untagged);
  return "record" in tagged ? Object.fromEntries(tagged.record.map(([key, member]) => [key, untagged(member)])) : null;
}
