import { z } from "zod";
import { ShareId, Slug } from "../ids.ts";
import { define } from "./define.ts";

/** Visit and session: who came, by which door, to which app. */
export const visiting = define({
  "session.started": {
    when: "the first activity after 30 minutes of none, or 24 hours after the last session started",
    writer: "browser",
    layer: "usage",
    consent: "analytics",
    fields: z.strictObject({
      entry: z.enum(["direct", "search", "site", "share", "campaign"]),
      campaign: Slug.optional(),
      shareId: ShareId.optional(),
      first: z.boolean(),
    }),
  },
  "app.opened": {
    when: "an app has started in the page",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({}),
  },
  "surface.viewed": {
    when: "a page or panel of an app became visible",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ surface: Slug }),
  },
  "feature.used": {
    when: "a feature beyond asking was used for the first time in a session",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ feature: Slug }),
  },
  "app.failed": {
    when: "a page broke in front of the visitor",
    writer: "browser",
    layer: "applications",
    consent: "analytics",
    fields: z.strictObject({ kind: z.enum(["load", "render", "network"]) }),
  },
  "consent.changed": {
    when: "a visitor said yes or no to analytics",
    writer: "server",
    layer: "trust",
    consent: "necessary",
    fields: z.strictObject({ analytics: z.enum(["granted", "denied"]) }),
  },
});
