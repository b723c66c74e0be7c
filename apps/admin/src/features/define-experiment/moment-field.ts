/** What a field of date and time shows for a moment, in UTC; empty where there is none. */
export const writeMoment = (atMs: number | null): string =>
  atMs === null ? "" : new Date(atMs).toISOString().slice(0, 16);

/** The moment that such a field means, in UTC; null where it is empty or not finished. */
export function readMoment(text: string): number | null {
  const atMs = Date.parse(`${text}:00.000Z`);
  return Number.isNaN(atMs) ? null : atMs;
}
