export type Interval = "hour" | "day" | "week" | "month";
type Shown = { readonly startMs: number; readonly open: boolean; readonly cut: boolean };

const forms = {
  hour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { day: "numeric", month: "short", year: "numeric" },
  week: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "long", year: "numeric" },
} as const satisfies Record<Interval, Intl.DateTimeFormatOptions>;

/** The head of their column. */
export const intervalTitles = {
  hour: "Hour",
  day: "Day",
  week: "Week",
  month: "Month",
} as const satisfies Record<Interval, string>;

/** An interval by its start, as the calendar of the question's zone has it. */
export function nameInterval(interval: Interval, startMs: number, timeZone: string): string {
  const name = new Intl.DateTimeFormat("en-GB", { ...forms[interval], timeZone }).format(startMs);
  return interval === "week" ? `Week of ${name}` : name;
}

/** Why its numbers may be lower than those of its neighbours; null if they are whole. */
export function sayPartial({ open, cut }: Omit<Shown, "startMs">): string | null {
  if (open) return "not over yet";
  return cut ? "only partly in the period" : null;
}

export const isPartial = ({ open, cut }: Omit<Shown, "startMs">): boolean => open || cut;

/** What stands under a drawing. */
export function endsOf(
  interval: Interval,
  shown: readonly Shown[],
  timeZone: string,
): readonly [first: string, last: string] {
  const name = (it: Shown | undefined) => (it ? nameInterval(interval, it.startMs, timeZone) : "");
  return [name(shown[0]), name(shown.at(-1))];
}

/** Said of an answer about the whole range while that is open. */
export const aboutOpenRange = "The period is not over yet: what is missing may still come.";

/** Said under a drawing that has partial points. */
export function sayDrawnPartial(shown: readonly Shown[]): string | null {
  return shown.some(isPartial)
    ? "Pale, and apart from the line: not over yet or only partly in the period. What is missing there is no fall."
    : null;
}
