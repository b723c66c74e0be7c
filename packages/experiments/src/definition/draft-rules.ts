import { type AppId, appIds, apps } from "@flywheel/vocabulary";
import { z } from "zod";
import { sayEmpty } from "./say-empty.ts";

/**
 * What is asked of whoever writes a draft now, and not of a definition that was kept before: that one is still to be read.
 * Each rule is told beside whatever else is wrong.
 */
export const withDraftRules = <Draft extends z.ZodType<Aimed & Told>>(draft: Draft) =>
  draft
    .refine(({ kind, app, targeting }) => kind === "holdout" || (targeting.apps?.includes(app) ?? true), {
      path: ["targeting", "apps"],
      error: ({ input }) => `choose ${apps[Aimed.parse(input).app].title} too: it is the app of this experiment`,
      when: ({ value }) => Aimed.safeParse(value).success,
    })
    .refine(({ name }) => isText(name), { ...blank("name"), when: ({ value }) => Told.safeParse(value).success })
    .refine(({ hypothesis }) => isText(hypothesis), {
      ...blank("hypothesis"),
      when: ({ value }) => Told.safeParse(value).success,
    });

const Aimed = z.object({
  kind: z.enum(["feature", "build", "holdout"]),
  app: z.enum(appIds as [AppId, ...AppId[]]),
  targeting: z.object({ apps: z.array(z.string()).optional() }),
});
type Aimed = z.infer<typeof Aimed>;
const Told = z.object({ name: z.string(), hypothesis: z.string() });
type Told = z.infer<typeof Told>;

const isText = (text: string): boolean => text.trim() !== "";
const blank = (field: string) => ({ path: [field], error: sayEmpty(field) });
