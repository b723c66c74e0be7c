import { z } from "zod";
import { ModelId } from "../ids.ts";
import { Credits, DurationMs } from "../units.ts";
import { define } from "./define.ts";
import { Count, Length, Medium, ofOutput, request } from "./fields.ts";

/** Asking: what a visitor wants of the network before any answer. */
export const asking = define({
  "prompt.started": {
    when: "the first character of a prompt was typed",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ medium: Medium }),
  },
  "prompt.submitted": {
    when: "a visitor asked: pressed the button that sends a prompt",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({
      ...request,
      promptLength: Length,
      attempt: z.enum(["first", "again", "edit", "compare"]),
    }),
  },
  "model.picked": {
    when: "a visitor chose a model other than the one preselected",
    writer: "browser",
    layer: "models",
    consent: "analytics",
    fields: z.strictObject({ medium: Medium, model: ModelId }),
  },
  "models.compared": {
    when: "one prompt was sent to several models side by side",
    writer: "browser",
    layer: "models",
    consent: "analytics",
    fields: z.strictObject({ medium: Medium, models: z.int().min(2).max(6) }),
  },
  "comparison.decided": {
    when: "a visitor preferred one of the compared outputs",
    writer: "browser",
    layer: "models",
    consent: "analytics",
    fields: z.strictObject({ ...ofOutput, model: ModelId, models: z.int().min(2).max(6) }),
  },
  "quote.accepted": {
    when: "a visitor agreed to a price that was put as a question",
    writer: "browser",
    layer: "payments",
    consent: "analytics",
    fields: z.strictObject({ ...request, credits: Credits }),
    value: "credits",
  },
  "quote.declined": {
    when: "a visitor turned down a price",
    writer: "browser",
    layer: "payments",
    consent: "analytics",
    fields: z.strictObject({ ...request, credits: Credits }),
    value: "credits",
  },
  "answer.awaited": {
    when: "a visitor gave up or left before an answer was complete",
    writer: "browser",
    layer: "compute",
    consent: "analytics",
    fields: z.strictObject({ ...request, waitedMs: DurationMs, received: z.enum(["nothing", "part"]) }),
    value: "waitedMs",
  },
  "search.missed": {
    when: "a search of models or works found nothing",
    writer: "browser",
    layer: "models",
    consent: "analytics",
    fields: z.strictObject({
      searched: z.enum(["models", "images", "conversations"]),
      queryLength: Length,
      results: Count,
    }),
  },
});
