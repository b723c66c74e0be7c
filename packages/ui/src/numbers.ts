const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const formatCount = (count: number): string => whole.format(count);

/** A share with one decimal, or null where there is nothing to divide by. */
export function formatShare(part: number, of: number): string | null {
  return of > 0 ? `${oneDecimal.format((part / of) * 100)} %` : null;
}

export const formatCredits = (credits: number): string =>
  `${formatCount(credits)} ${Math.abs(credits) === 1 ? "credit" : "credits"}`;

/** US dollars of micro-dollars, with as many decimals as the amount needs and at least two. */
export function formatUsd(microUsd: number): string {
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  }).format(microUsd / 1_000_000);
}

export function formatDuration(ms: number): string {
  if (ms < 1000) return `${formatCount(ms)} ms`;
  if (ms < 60_000) return `${oneDecimal.format(ms / 1000)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
