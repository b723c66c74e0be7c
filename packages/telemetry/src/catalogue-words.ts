import { definitionOf, eventNames, SentEvent, Slug } from "@flywheel/vocabulary";
import { z } from "zod";

/** Every field that an envelope or an event of the catalogue has; one name may stand for several. */
const fields = [SentEvent.shape, ...eventNames.map((name) => definitionOf(name).fields.shape)].flatMap((shape) =>
  Object.entries(shape).map(([name, schema]) => ({
    name,
    schema: schema instanceof z.ZodOptional ? schema.unwrap() : schema,
  })),
);

export const fieldNames: ReadonlySet<string> = new Set(fields.map(({ name }) => name));

/** Words that the catalogue itself says: values of its enums, among them the names of events and apps. */
export const catalogueWords: ReadonlySet<string> = new Set(
  fields.flatMap(({ schema }) => (schema instanceof z.ZodEnum ? schema.options.map(String) : [])),
);

const forms = new Map<string, z.ZodType[]>();
for (const { name, schema } of fields) {
  // A word that is none of the enum's today may be one tomorrow.
  const form = schema instanceof z.ZodEnum ? Slug : schema instanceof z.ZodString ? schema : null;
  if (form) forms.set(name, [...(forms.get(name) ?? []), form]);
}

/** Whether text has the form that the catalogue gives to a field of this name, somewhere. */
export const hasFormOf = (name: string, text: string): boolean =>
  forms.get(name)?.some((form) => form.safeParse(text).success) ?? false;
