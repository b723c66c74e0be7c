import { z } from "zod";

/** The form of one field, in the few forms that the catalogue allows. */
export type FieldForm = { readonly name: string; readonly optional: boolean } & (
  | { readonly kind: "one-of"; readonly values: readonly string[] }
  | { readonly kind: "text"; readonly pattern: string; readonly longest: number }
  | { readonly kind: "whole-number"; readonly least: number; readonly most: number }
  | { readonly kind: "yes-or-no" }
);

/**
 * What an event may carry, read out of its schema. Throws at a field in which somebody's words could travel: a string
 * without a pattern or a bound, a list, an object, anything unknown.
 */
export const formOf = (fields: z.ZodObject): readonly FieldForm[] =>
  Object.entries(fields.shape).map(([name, schema]) => fieldForm(name, schema));

function fieldForm(name: string, schema: unknown): FieldForm {
  const optional = schema instanceof z.ZodOptional;
  const inner: unknown = optional ? schema.unwrap() : schema;
  if (inner instanceof z.ZodBoolean) return { name, optional, kind: "yes-or-no" };
  if (inner instanceof z.ZodEnum) return { name, optional, kind: "one-of", values: inner.options.map(String) };
  if (inner instanceof z.ZodNumber) return { name, optional, ...numberForm(name, inner) };
  if (inner instanceof z.ZodString) return { name, optional, ...textForm(name, inner) };
  throw new Error(`${name} is of a form that the catalogue does not allow`);
}

function numberForm(name: string, { minValue, maxValue, isInt }: z.ZodNumber) {
  if (!isInt || minValue === null || maxValue === null) throw new Error(`${name} must be a whole number with bounds`);
  return { kind: "whole-number", least: minValue, most: maxValue } as const;
}

function textForm(name: string, schema: z.ZodString) {
  const checks = (schema._zod.def.checks ?? []).filter((check) => check instanceof z.core.$ZodCheckRegex);
  const [pattern, ...others] = checks.map((check) => check._zod.def.pattern);
  if (!pattern || others.length > 0) throw new Error(`${name} must have one pattern`);
  const longest = Math.min(schema.maxLength ?? Number.POSITIVE_INFINITY, longestMatch(pattern.source));
  if (longest > 64) throw new Error(`${name} must end within 64 characters`);
  return { kind: "text", pattern: pattern.source, longest } as const;
}

/** The longest text that a plain pattern takes: letters and classes with fixed counts. Anything else has no bound. */
function longestMatch(source: string): number {
  const body = /^\^(.*)\$$/.exec(source)?.[1];
  if (body === undefined) return Number.POSITIVE_INFINITY;
  let longest = 0;
  const part = /([a-z0-9_-]|\[[a-z0-9-]+\])(?:\{(\d+)\})?/y;
  while (part.lastIndex < body.length) {
    const match = part.exec(body);
    if (!match) return Number.POSITIVE_INFINITY;
    longest += Number(match[2] ?? 1);
  }
  return longest;
}
