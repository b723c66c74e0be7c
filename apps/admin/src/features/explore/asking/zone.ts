const dayMs = 86_400_000;

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** UTC first, then those that are given, then all others. */
export const zonesFor = (...given: readonly string[]): readonly string[] => [
  ...new Set(["UTC", ...given, ...Intl.supportedValuesOf("timeZone")]),
];

export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The first moment of the zone's day in which `atMs` lies, or of the day so many days before it. */
export function startOfDay(zone: string, atMs: number, daysBefore: number): number {
  const localMs = (Math.floor(wallClockMs(zone, atMs) / dayMs) - daysBefore) * dayMs;
  // The clock may have been changed in between, so the offset is asked for near the day that is meant.
  const nearMs = localMs - offsetMs(zone, localMs);
  return localMs - offsetMs(zone, nearMs);
}

const offsetMs = (zone: string, atMs: number): number => wallClockMs(zone, atMs) - Math.floor(atMs / 1_000) * 1_000;

/** What the zone's clock shows, as if it showed UTC. */
function wallClockMs(zone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}
