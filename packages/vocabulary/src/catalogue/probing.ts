import { z } from "zod";
import { Slug } from "../ids.ts";
import { Credits } from "../units.ts";
import { define } from "./define.ts";

/** Probes and surveys: demand for what does not exist yet, and what visitors say when they are asked. */
export const probing = define({
  "probe.shown": {
    when: "an offer of something that does not exist yet became visible",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ probe: Slug }),
  },
  "probe.committed": {
    when: "a visitor wanted it, in rising cost to them: a click, an address left, credits paid ahead",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ probe: Slug, commitment: z.enum(["click", "contact"]) }),
  },
  "probe.prepaid": {
    when: "a visitor paid ahead for what does not exist yet",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ probe: Slug, credits: Credits }),
    value: "credits",
  },
  "probe.declined": {
    when: "a visitor closed the offer",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ probe: Slug }),
  },
  "survey.shown": {
    when: "a survey became visible",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ survey: Slug }),
  },
  "survey.answered": {
    when: "a visitor said how disappointed they would be without the app (Sean Ellis)",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ survey: Slug, answer: z.enum(["very", "somewhat", "not", "not-applicable"]) }),
  },
  "survey.dismissed": {
    when: "a survey was closed without an answer",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ survey: Slug }),
  },
});
