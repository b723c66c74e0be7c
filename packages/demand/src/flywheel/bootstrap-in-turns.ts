import type { Random } from "@flywheel/statistics";
import { inTurns } from "../asking/turns.ts";
import { collapsing, drawRows, type Equal, type Rows } from "./weighted-bootstrap.ts";

/** The rows of `collapseRows`. */
export async function collapseInTurns(visitors: Iterable<Equal>, width: number, signal?: AbortSignal): Promise<Rows> {
  const collapsed = collapsing(width);
  await inTurns(visitors, (visitor) => collapsed.add(visitor), signal);
  return collapsed.rows();
}

/** What `of` makes of the sums of each draw of `drawRows`. */
export const drawInTurns = <Made>(
  rows: Rows,
  draws: number,
  random: Random,
  of: (sums: Float64Array) => Made,
  signal?: AbortSignal,
): Promise<Made[]> => inTurns(drawRows(rows, draws, random), of, signal);
