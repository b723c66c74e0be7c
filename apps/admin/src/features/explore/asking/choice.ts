/** One thing that a person chooses, as it stands in an address. */
export type Choice<Value> = {
  /** What is not understood is what the page opens with, so an old or a mistyped link still opens. */
  readonly read: (raw: unknown) => Value;
  /** Undefined: as the page opens, and not worth a word in the address. */
  readonly write: (value: Value) => string | number | object | undefined;
};

export function oneOf<const Value extends string | number>(values: readonly Value[], first: Value): Choice<Value> {
  return {
    read: (raw) => values.find((value) => value === raw) ?? first,
    write: (value) => (value === first ? undefined : value),
  };
}

/** One of them or none, where none is what the page opens with. */
export function orNone<const Value extends string>(values: readonly Value[]): Choice<Value | null> {
  return {
    read: (raw) => values.find((value) => value === raw) ?? null,
    write: (value) => value ?? undefined,
  };
}

/** Written as text; `parse` says null to what it does not understand. */
export function asText<Value>(
  first: Value,
  parse: (text: string) => Value | null,
  print: (value: Value) => string,
): Choice<Value> {
  return {
    read: (raw) => (typeof raw === "string" ? parse(raw) : null) ?? first,
    write: (value) => (print(value) === print(first) ? undefined : print(value)),
  };
}
