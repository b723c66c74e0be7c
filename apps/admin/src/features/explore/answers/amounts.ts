import { formatCount, formatCredits, formatUsd } from "@flywheel/ui";
import { definitionOf, type EventFilter } from "@flywheel/vocabulary";
import { formatElapsed } from "../../../words/elapsed.ts";

const twoDecimals = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** A mean: of 3 events by 2 visitors, 1.5. Null where there is nothing to divide by. */
export const formatMean = (sum: number, of: number): string | null => (of > 0 ? twoDecimals.format(sum / of) : null);

/** How the value of such events is written: by the unit that its field's name ends with. */
export function amountFormat(events: readonly EventFilter[]): (amount: number) => string {
  const units = new Set(events.map(({ name }) => unitOf(definitionOf(name).value)));
  const [unit, ...others] = units;
  return unit === undefined || others.length > 0 ? formatNumber : formats[unit];
}

/** Large numbers whole, others as they are to two decimals. */
export const formatNumber = (amount: number): string =>
  Number.isInteger(amount) ? formatCount(amount) : twoDecimals.format(amount);

const formats = {
  usd: (microUsd: number) => formatUsd(Number.isInteger(microUsd) ? microUsd : shortened(microUsd)),
  time: formatElapsed,
  credits: (credits: number) =>
    Number.isInteger(credits) ? formatCredits(credits) : `${formatNumber(credits)} credits`,
  number: formatNumber,
} as const;

/** A mean has digits without end: whole cents from a dollar on, three digits below. */
const shortened = (microUsd: number): number =>
  Math.abs(microUsd) >= 1_000_000 ? 10_000 * Math.round(microUsd / 10_000) : Number(microUsd.toPrecision(3));

function unitOf(value: string | undefined): keyof typeof formats {
  if (value?.endsWith("MicroUsd")) return "usd";
  if (value?.endsWith("Ms")) return "time";
  return value === "credits" ? "credits" : "number";
}
