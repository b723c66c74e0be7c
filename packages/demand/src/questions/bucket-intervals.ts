import type { Interval } from "@flywheel/statistics";
import { shareInterval } from "../asking/share-interval.ts";
import type { ValueDistribution } from "./value-distribution.ts";

type Asked = Pick<ValueDistribution, "amount" | "among" | "bounds">;

/** Of each bucket's share of the visitors; null of nobody, and where the question alone decides who is in it. */
export const bucketIntervals = (
  question: Asked,
  buckets: readonly number[],
  visitors: number,
): readonly (Interval | null)[] =>
  buckets.map((count, at) => (isDecided(question, at) ? null : shareInterval(count, visitors)));

/** Nobody can count less than once what made them one of the visitors: a bucket below holds none, one from there on all. */
function isDecided({ amount, among, bounds }: Asked, at: number): boolean {
  const least = amount.take === "value" ? Number.NEGATIVE_INFINITY : among === null ? 1 : 0;
  const [from, until] = [bounds[at - 1] ?? Number.NEGATIVE_INFINITY, bounds[at] ?? Number.POSITIVE_INFINITY];
  return until <= least || (from <= least && until === Number.POSITIVE_INFINITY);
}
