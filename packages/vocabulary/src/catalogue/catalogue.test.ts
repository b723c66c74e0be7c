import { describe, expect, it } from "vitest";
import { z } from "zod";
import { SentEvent } from "../event.ts";
import { Slug } from "../ids.ts";
import { journey, journeyGates } from "../journey.ts";
import { layers } from "../layers.ts";
import { type FieldForm, formOf } from "./form.ts";
import { definitionOf, eventNames, type FieldsOf } from "./index.ts";

const irregular = ["held", "kept", "made", "prepaid", "shown", "spent", "withdrawn"];

/** The smallest fields that the catalogue takes for an event. */
const leastFields = (forms: readonly FieldForm[]): Record<string, unknown> =>
  Object.fromEntries(forms.filter(({ optional }) => !optional).map((form) => [form.name, leastValue(form)]));

function leastValue(form: FieldForm): unknown {
  if (form.kind === "one-of") return form.values[0];
  if (form.kind === "whole-number") return form.least;
  if (form.kind === "yes-or-no") return false;
  const prefix = /^\^([a-z]{3}_)/.exec(form.pattern)?.[1];
  if (prefix !== undefined) return `${prefix}${"a".repeat(20)}`;
  if (form.pattern.includes("/")) return "publisher/model";
  return form.longest === 64 && form.pattern.includes("{64}") ? "a".repeat(64) : "a-slug";
}

describe.each(eventNames)("%s", (name) => {
  const { fields, value, writer, consent, when, layer } = definitionOf(name);
  const forms = formOf(fields);
  const least = leastFields(forms);

  it("[VO1] is a noun and a past participle", () => {
    const [noun, participle, ...rest] = name.split(".");
    expect(noun).toMatch(/^[a-z]+$/);
    expect(participle).toMatch(new RegExp(`^([a-z]+ed|${irregular.join("|")})$`));
    expect(rest).toEqual([]);
  });

  it("[VO2] has no field in which somebody's words could travel", () => {
    expect(fields.safeParse(least).success, "the example is a good one").toBe(true);
    for (const form of forms.filter(({ kind }) => kind === "text" || kind === "one-of")) {
      for (const words of ["a cat on a red bicycle", "x".repeat(65), "ada@example.org", ""]) {
        expect(fields.safeParse({ ...least, [form.name]: words }).success, `${form.name}: ${words}`).toBe(false);
      }
    }
  });

  it("[VO3] refuses a prompt, and any field that is not named", () => {
    for (const unnamed of ["prompt", "text", "email", "url", "constructor"]) {
      expect(fields.safeParse({ ...least, [unnamed]: "a secret" }).success, unnamed).toBe(false);
    }
  });

  it("[VO4] is necessary only if a server or the network writes it", () => {
    if (consent === "necessary") expect(writer).not.toBe("browser");
    if (writer === "network") expect(consent).toBe("necessary");
  });

  it("[VO5] sums a field that is a whole number and always there", () => {
    if (value !== undefined) {
      expect(forms.find((form) => form.name === value)).toMatchObject({ kind: "whole-number", optional: false });
    }
  });

  it("[VO10] belongs to a layer, and says in one line when it happens", () => {
    expect(layers).toContain(layer);
    expect(when).toMatch(/^[a-z][^.|\n]{10,140}$/);
  });
});

describe("the catalogue", () => {
  it.each([
    ["a string without a bound", z.string()],
    ["a string with a bound and no pattern", z.string().max(20)],
    ["a pattern that goes on", z.string().regex(/^[a-z]+$/)],
    ["a pattern that is not anchored", z.string().regex(/[a-z]{3}/)],
    ["a bound that is too far", Slug.max(64).regex(/^x$/)],
    ["a long pattern", z.string().regex(/^[a-z]{65}$/)],
    ["a list", z.array(z.enum(["a"]))],
    ["an object", z.strictObject({ a: z.boolean() })],
    ["anything", z.unknown()],
    ["a number that may be broken", z.number().min(0).max(1)],
    ["a number without end", z.int().min(0).optional().or(z.string())],
  ])("[VO2] would not hold %s", (_what, schema) => {
    expect(() => formOf(z.strictObject({ schema }))).toThrow("schema");
  });

  it("[VO10] has an event for every layer of the ring", () => {
    expect(new Set(eventNames.map((name) => definitionOf(name).layer))).toEqual(new Set(layers));
  });

  it("[VO12] names the gates of the journey by events and fields that exist", () => {
    expect(journeyGates).toEqual(["visited", "asked", "served", "kept", "paid"]);
    for (const gate of journeyGates) {
      const { name, where = {} }: { name: (typeof journey)[typeof gate]["name"]; where?: object } = journey[gate];
      const { fields } = definitionOf(name);
      const forms = formOf(fields);
      expect(fields.safeParse({ ...leastFields(forms), ...where }).success, gate).toBe(true);
    }
  });

  it("[VO3] has an envelope as strict as its events", () => {
    const id = "a".repeat(20);
    const event = {
      id: `evt_${id}`,
      name: "app.opened",
      app: "chat",
      sessionId: `ses_${id}`,
      atMs: 1,
      seq: 1,
      fields: {},
    };
    expect(SentEvent.safeParse(event).success).toBe(true);
    expect(SentEvent.safeParse({ ...event, prompt: "a secret" }).success).toBe(false);
    expect(SentEvent.safeParse({ ...event, build: "a cat on a red bicycle" }).success).toBe(false);
  });

  it("[VO3] is written by code with plain strings, and a field that is not named does not compile", () => {
    const picked: FieldsOf<"model.picked"> = { medium: "image", model: "mock/sketch" };
    // @ts-expect-error there is no such field
    const leaky: FieldsOf<"model.picked"> = { medium: "image", model: "mock/sketch", prompt: "a secret" };
    expect(definitionOf("model.picked").fields.safeParse(picked).success).toBe(true);
    expect(definitionOf("model.picked").fields.safeParse(leaky).success).toBe(false);
  });
});
