import {
  definitionOf,
  type EventName,
  type FieldValue,
  Funding,
  type ModelId,
  type RequestId,
  type TakenEvent,
} from "@flywheel/vocabulary";

/** What questions group by, lifted out of the fields into columns of its own. */
export type Columns = Pick<TakenEvent, "requestId" | "model" | "funding" | "experiment" | "variant" | "value">;
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** Only for fields that the catalogue has parsed: the brands are facts by then. */
export function columnsOf(name: EventName, fields: FieldValues): Columns {
  const text = (key: string): string | null => {
    const value = fields[key];
    return typeof value === "string" ? value : null;
  };
  const { value: valueField } = definitionOf(name);
  const value = valueField === undefined ? undefined : fields[valueField];

  return {
    requestId: text("requestId") as RequestId | null,
    model: text("model") as ModelId | null,
    funding: Funding.safeParse(fields.funding).data ?? null,
    experiment: text("experiment"),
    variant: text("variant"),
    value: typeof value === "number" ? value : null,
  };
}

/** The catalogue holds plain values only; an optional field that was not given leaves no trace. */
export function plainFields(parsed: Readonly<Record<string, unknown>>): FieldValues {
  const plain: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(parsed)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") plain[key] = value;
  }
  return plain;
}
