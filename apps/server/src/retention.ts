/** How long refused events are kept for somebody to mend their sender and take them in after all. */
export const quarantineMs = 30 * 24 * 60 * 60_000;

/**
 * The start of the day (UTC) so many calendar months ago: what happened before it is older than the policy keeps. In a
 * month that lacks the day it is the month's last one, so that nothing goes early. Null for 0 months, which keep all.
 */
export function keptFromMs(nowMs: number, months: number): number | null {
  if (months === 0) return null;
  const today = new Date(nowMs);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() - months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(today.getUTCDate(), lastDay));
}
