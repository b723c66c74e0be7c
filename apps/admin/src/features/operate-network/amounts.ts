import { formatUsd } from "@flywheel/ui";

/** The smallest unit of mOPG has 18 decimals; amounts come as its digits, because no number of JSON holds them. */
const unit = 10n ** 18n;
const shownDecimals = 6;
const shownUnit = 10n ** BigInt(shownDecimals);
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** At most six decimals, and something that is less is not called nothing. */
export function formatOpg(digits: string): string {
  const amount = BigInt(digits);
  const shown = (amount * shownUnit + unit / 2n) / unit;
  if (amount > 0n && shown === 0n) return "under 0.000001 mOPG";
  const decimals = (shown % shownUnit).toString().padStart(shownDecimals, "0").replace(/0+$/, "");
  return `${whole.format(shown / shownUnit)}${decimals ? `.${decimals}` : ""} mOPG`;
}

/** At our assumed price of one OPG. */
export function formatOpgInUsd(digits: string, opgPriceMicroUsd: number): string {
  const amount = BigInt(digits) * BigInt(opgPriceMicroUsd);
  const microUsd = (amount + unit / 2n) / unit;
  return amount > 0n && microUsd === 0n ? "under $0.000001" : formatUsd(Number(microUsd));
}

/** Sums without loss. */
export const addUp = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();
