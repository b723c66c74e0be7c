/**
 * A visitor's week in one whole number, so that equal weeks are equal and whole trajectories can be counted. Fields from
 * the lowest: [name, how many values it has].
 */
export const weekFields = [
  /** How far they came: 0 nothing of the journey, then each of `journeyLevels`. A later gate implies the earlier ones. */
  ["level", 7],
  /** Why the first gate that was not passed was not: see `causes`. */
  ["cause", 3],
  ["metProof", 2],
  ["verified", 2],
  ["trusted", 2],
  /** Where they were: 1 image-studio, 2 chat, 3 both, 0 elsewhere. */
  ["apps", 4],
  /** Requests served, and requests settled with purchased credits; what is more counts as the most, which nobody comes to. */
  ["served", 1_024],
  ["purchased", 4_096],
  /** Requests that were wanted and not served for want of supply. */
  ["lost", 1_024],
  /** A request was refused because the credits did not suffice, or because it is not allowed. */
  ["denied", 2],
  /** A request was refused for want of capacity. */
  ["refused", 2],
] as const;

export const journeyLevels = ["reached", "asked", "hosted", "served", "kept", "paid"] as const;
export const causes = ["unknown", "supply", "demand"] as const;

export type WeekField = (typeof weekFields)[number][0];
export type VisitorWeek = Readonly<Record<WeekField, number>>;

/** By field, what one of it is worth in the code. */
export const worth: Readonly<Record<WeekField, number>> = (() => {
  let next = 1;
  return Object.fromEntries(
    weekFields.map(([name, values]) => {
      const own = next;
      next *= values;
      return [name, own];
    }),
  ) as Record<WeekField, number>;
})();

export const mostOf = (field: WeekField): number => (weekFields.find(([name]) => name === field)?.[1] ?? 1) - 1;

export const encodeWeek = (week: VisitorWeek): number =>
  weekFields.reduce((code, [name, values]) => code + Math.min(week[name], values - 1) * worth[name], 0);

export const decodeWeek = (code: number): VisitorWeek =>
  Object.fromEntries(weekFields.map(([name, values]) => [name, Math.floor(code / worth[name]) % values])) as Record<
    WeekField,
    number
  >;
