import { z } from "zod";
import { ModelId, ShareId } from "../ids.ts";
import { DurationMs } from "../units.ts";
import { define } from "./define.ts";
import { ofOutput } from "./fields.ts";

/** Keeping, rating and sharing: whether an output was worth something to the visitor. */
export const keeping = define({
  "output.shown": {
    when: "a complete output became visible",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ ...ofOutput, model: ModelId, waitedMs: DurationMs }),
    value: "waitedMs",
  },
  "output.kept": {
    when: "a visitor saved, downloaded, copied, shared or went on from an output",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ ...ofOutput, how: z.enum(["saved", "downloaded", "copied", "shared", "continued"]) }),
  },
  "output.discarded": {
    when: "a visitor threw an output away",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ ...ofOutput, kept: z.boolean() }),
  },
  "output.rated": {
    when: "a visitor said whether an output was good",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ ...ofOutput, rating: z.enum(["up", "down"]) }),
  },
  "output.complained": {
    when: "a visitor said what was wrong with an output",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({
      ...ofOutput,
      about: z.enum(["wrong", "unlike-prompt", "ugly", "slow", "unsafe", "other"]),
    }),
  },
  "share.created": {
    when: "a visitor made a public link to an output",
    writer: "server",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ ...ofOutput, shareId: ShareId }),
  },
  "share.visited": {
    when: "somebody opened a shared link; the visitor is the one who came",
    writer: "browser",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ shareId: ShareId, own: z.boolean() }),
  },
  "share.revoked": {
    when: "a visitor took a public link back",
    writer: "server",
    layer: "users",
    consent: "analytics",
    fields: z.strictObject({ shareId: ShareId }),
  },
});
