import { z } from "zod";

/** Where a credit came from. Incentivised and organic use are never pooled in a verdict. Listed in order of spending. */
export const fundings = ["free", "granted", "purchased"] as const;
export const Funding = z.enum(fundings);
export type Funding = z.infer<typeof Funding>;
