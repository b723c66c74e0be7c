import { haveSameConditions, Segment, segmentOf } from "@flywheel/vocabulary";

/**
 * A given segment stands in an address by its key, which is a promise; every other one whole, so that a link asks the same of
 * whoever opens it (docs/decisions/0064). What is no segment is nobody's choice: null.
 */
export function readSegment(raw: unknown): Segment | null {
  if (typeof raw === "string") return segmentOf(raw);
  return Segment.safeParse(raw).data ?? null;
}

export const writeSegment = (segment: Segment): string | Segment => (isGiven(segment) ? segment.key : segment);

export function isGiven(segment: Segment): boolean {
  const given = segmentOf(segment.key);
  return given !== null && isSame(given, segment);
}

export const isSame = (a: Segment, b: Segment): boolean =>
  a.key === b.key && a.name === b.name && haveSameConditions(a, b);
