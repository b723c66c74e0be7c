import { Slug } from "@flywheel/vocabulary";
import { z } from "zod";

/** By what the flywheel is told apart. A request has one model and one funding; a visitor one variant and one first week. */
export const Breakdown = z.discriminatedUnion("by", [
  z.strictObject({ by: z.enum(["nothing", "app", "model", "funding", "cohort"]) }),
  z.strictObject({ by: z.literal("variant"), experiment: Slug }),
]);
export type Breakdown = z.infer<typeof Breakdown>;
