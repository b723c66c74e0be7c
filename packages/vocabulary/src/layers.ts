import { z } from "zod";

/** The ring that demand travels, in order; usage leads back to compute. */
export const layers = [
  "compute",
  "models",
  "applications",
  "users",
  "payments",
  "incentives",
  "verification",
  "trust",
  "usage",
] as const;
export const Layer = z.enum(layers);
export type Layer = z.infer<typeof Layer>;
