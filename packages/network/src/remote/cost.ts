import { z } from "zod";
import { wholeOf } from "./decimal.ts";

const Costs = z.object({ opengradient: z.object({ cost_usd: z.union([z.string(), z.number()]) }) });

/** What the endpoint says it cost, else what its prices come to; never more than was quoted. */
export function costOf(body: unknown, byPrices: number, capMicroUsd: number): number {
  const said = wholeOf(Costs.safeParse(body).data?.opengradient.cost_usd, 6);
  return Math.min(said ?? byPrices, capMicroUsd);
}
