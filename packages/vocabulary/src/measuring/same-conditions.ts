import type { Segment } from "./segment.ts";

/** Whether two mean the same visitors in the same words, in whatever order their fields were written down or stored. */
export const haveSameConditions = (a: Pick<Segment, "all">, b: Pick<Segment, "all">): boolean =>
  ordered(a.all) === ordered(b.all);

/** JSON with the fields of every object by name. */
const ordered = (data: unknown): string =>
  JSON.stringify(data, (_field, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
