import type { Draft } from "../draft.ts";
import type { Skill } from "../skill.ts";

/** Days in the Gregorian calendar, as days since 1970: no clock is needed to count between two dates that are given. */
export const dates: Skill = ({ lower }) => {
  const found = datesIn(lower);
  const [first, second] = found;
  if (first === undefined) return null;
  if (second !== undefined && /\b(between|from|until|till|to|how many (days|weeks)|how long)\b/.test(lower))
    return between(first, second, lower);
  const moved =
    lower.match(/\b(\d{1,5})\s*(day|week|month|year)s?\b\s*(after|before|from|later|earlier|prior)?/) ??
    lower.match(/(?:plus|add|\+)\s*(\d{1,5})\s*(day|week|month|year)s?()/);
  if (moved?.[1] && moved[2]) {
    const isBack = /\b(before|earlier|prior|ago|minus|subtract)\b/.test(lower);
    return shifted(first, Number(moved[1]) * (isBack ? -1 : 1), moved[2]);
  }
  if (/\b(day of the week|weekday|what day|which day)\b/.test(lower)) {
    return answer("The weekday", `**${written(first)} was, is or will be a ${weekday(first)}.**`, {
      note: "By the Gregorian calendar, whatever was in use at the place.",
    });
  }
  if (/\bleap year\b/.test(lower)) return null;
  return null;
};

const dayMs = 86_400_000;
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const weekdays = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

const answer = (title: string, lead: string, more: Partial<Draft> = {}): Draft => ({
  manner: "answer",
  title,
  lead,
  ...more,
});
const weekday = (day: number) => weekdays[((day % 7) + 7) % 7] ?? "";

function dayOf(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  // The 31st of June is no day, and is not the 1st of July either.
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? Math.floor(at.getTime() / dayMs) : undefined;
}

function written(day: number): string {
  const at = new Date(day * dayMs);
  const month = months[at.getUTCMonth()] ?? "";
  return `${at.getUTCDate()} ${month.slice(0, 1).toUpperCase()}${month.slice(1)} ${at.getUTCFullYear()}`;
}

/** "2024-01-15", "3 March 2025", "March 3rd, 2025": in the order in which they were written. Others can mean two days, and are left alone. */
function datesIn(lower: string): readonly number[] {
  const month = `(${months.map((name) => `${name}|${name.slice(0, 3)}`).join("|")})`;
  const forms: readonly (readonly [RegExp, readonly [number, number, number]])[] = [
    [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, [1, 2, 3]],
    [new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month}\.?,? (\d{4})\b`, "g"), [3, 2, 1]],
    [new RegExp(String.raw`\b${month}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`, "g"), [3, 1, 2]],
  ];
  return forms
    .flatMap(([form, [year, month, day]]) =>
      [...lower.matchAll(form)].map((match) => ({
        at: match.index,
        day: dayOf(Number(match[year]), monthOf(match[month]), Number(match[day])),
      })),
    )
    .sort((a, b) => a.at - b.at)
    .flatMap(({ day }) => day ?? []);
}

const monthOf = (text = ""): number =>
  /^\d+$/.test(text) ? Number(text) : months.findIndex((name) => name.startsWith(text.slice(0, 3))) + 1;

function between(first: number, second: number, lower: string): Draft {
  const days = Math.abs(second - first);
  const [weeks, rest] = [Math.floor(days / 7), days % 7];
  const inWeeks =
    days >= 7
      ? ` That is ${weeks} ${weeks === 1 ? "week" : "weeks"}${rest ? ` and ${rest} ${rest === 1 ? "day" : "days"}` : ""}.`
      : "";
  return answer(
    "Days between",
    `**${days} ${days === 1 ? "day" : "days"}** from ${written(Math.min(first, second))} to ${written(Math.max(first, second))}.${inWeeks}`,
    {
      note: /\binclu/.test(lower)
        ? `With both ends counted it is ${days + 1}.`
        : "The first day is not counted, the last one is.",
      check: `${written(Math.min(first, second))} is a ${weekday(Math.min(first, second))}, ${written(Math.max(first, second))} a ${weekday(Math.max(first, second))}: ${rest} weekdays apart, as the rest of ${days} by 7 says.`,
    },
  );
}

function shifted(from: number, count: number, unit: string): Draft {
  const at = new Date(from * dayMs);
  const byMonths = unit === "month" ? count : unit === "year" ? count * 12 : 0;
  const monthly = () => {
    const whole = at.getUTCFullYear() * 12 + at.getUTCMonth() + byMonths;
    const last = new Date(Date.UTC(Math.floor(whole / 12), (whole % 12) + 1, 0)).getUTCDate();
    return Math.floor(Date.UTC(Math.floor(whole / 12), whole % 12, Math.min(at.getUTCDate(), last)) / dayMs);
  };
  const day = byMonths ? monthly() : from + count * (unit === "week" ? 7 : 1);
  const many = Math.abs(count);
  return answer(
    "A date",
    `**${written(day)}**, a ${weekday(day)}: ${many} ${unit}${many === 1 ? "" : "s"} ${count < 0 ? "before" : "after"} ${written(from)}.`,
    {
      check: `Between the two lie ${Math.abs(day - from)} days.`,
      question: "Which months did you cross, and how many days has each?",
    },
  );
}
