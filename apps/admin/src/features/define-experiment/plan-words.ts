import type { PowerTable } from "@flywheel/api/type";
import type { Plan } from "@flywheel/experiments";
import { formatCount } from "@flywheel/ui";

type Row = PowerTable["rows"][number];

/** A row as a sentence, with the traffic that it rests on. */
export function sayRow({ days, effect }: Row, { visitorsPerDay }: PowerTable["traffic"]): string {
  const traffic = `With ${formatCount(Math.round(visitorsPerDay))} visitors a day, ${days} days`;
  return effect === null
    ? `${traffic} are too few to find an effect.`
    : `${traffic} find an effect of ${percent(effect)}.`;
}

/** Why no effect can be told from the traffic, and what to do about it. */
export const sayUndecided = (why: string): string => (why === "no-visitors" ? nobodyCame : nothingCounted);

const nobodyCame = "Nobody whom it aims at came in that time. Widen whom it aims at, or bring visitors first.";
const nothingCounted =
  "Nobody in that time did what the primary metric counts. Choose a metric that moves today, or wait for more visitors.";

/** The plan that a row is; null where it finds nothing, or is shorter or smaller than a plan may be. */
export function planOf({ days, visitors, effect }: Row): Plan | null {
  const whole = Math.floor(visitors);
  return effect === null || effect <= 0 || effect > 10 || days < 7 || whole < 200
    ? null
    : { visitors: whole, days, effect };
}

const percent = (share: number) => `${share < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)} %`;
