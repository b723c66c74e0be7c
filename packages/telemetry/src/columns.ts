import {
  definitionOf,
  type EventName,
  type FieldValue,
  type Funding,
  fundings,
  type ModelId,
  type RequestId,
  type TakenEvent,
} from "@flywheel/vocabulary";

/** What questions group by, lifted out of the fields into columns of its own. */
export type Columns = Pick<TakenEvent, "requestId" | "model" | "funding" | "experiment" | "variant" | "value">;
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** Only for fields that the catalogue has parsed: the brands are facts by then. */
export function columnsOf(name: EventName, fields: FieldValues): Columns {
  const { requestId, model, funding, experiment, variant } = fields;
  const { value: valueField } = definitionOf(name);
  const value = valueField === undefined ? undefined : fields[valueField];

  return {
    requestId: textOr(requestId) as RequestId | null,
    model: textOr(model) as ModelId | null,
    funding: funding === undefined ? null : fundingOr(funding),
    experiment: textOr(experiment),
    variant: textOr(variant),
    value: typeof value === "number" ? value : null,
  };
}

const textOr = (value: FieldValue | undefined): string | null => (typeof value === "string" ? value : null);
const fundingOr = (value: FieldValue): Funding | null => fundings.find((known) => known === value) ?? null;

/** The catalogue holds plain values only; an optional field that was not given leaves no trace. */
export function plainFields(parsed: Readonly<Record<string, unknown>>): FieldValues {
  const plain: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(parsed)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") plain[key] = value;
  }
  return plain;
}
