import { formatDuration, formatUsd } from "@flywheel/ui";
import type { Metric } from "@flywheel/vocabulary";

const decimals = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
/** What two decimals would call zero. */
const tiny = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 1 });
const percent = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A value of a metric in its unit. */
export function formatValue(unit: Metric["unit"], value: number): string {
  switch (unit) {
    case "share":
      return `${fine.format(value * 100)} %`;
    case "times":
      return formatDecimal(value);
    case "credits":
      return `${formatDecimal(value)} credits`;
    case "micro-usd":
      return formatUsd(Math.round(value / 100) * 100);
    case "ms":
      return formatDuration(value);
  }
}

const formatDecimal = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.005 ? tiny.format(value) : decimals.format(value);

/** A difference always has its sign; between shares it is in percentage points, which are no per cent. */
export function formatDifference(unit: Metric["unit"], value: number): string {
  const size = Math.abs(value);
  return `${sign(value)}${unit === "share" ? `${fine.format(size * 100)} points` : formatValue(unit, size)}`;
}

export const formatLift = (lift: number): string => `${sign(lift)}${percent.format(Math.abs(lift) * 100)} %`;

export const formatPercent = (share: number): string => `${percent.format(share * 100)} %`;

/** What is too small to be told is not called zero. */
export const formatP = (p: number): string => (p < 0.001 ? "below 0.001" : p.toFixed(3));

const sign = (value: number) => (value > 0 ? "+" : value < 0 ? "−" : "");
