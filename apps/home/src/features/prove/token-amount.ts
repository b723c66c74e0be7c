/** A whole number of 10^-18 parts, as text because it does not fit a double, written with its decimal point. */
export function formatTokenAmount(parts: string): string {
  const digits = parts.padStart(19, "0");
  const decimals = digits.slice(-18).replace(/0+$/, "");
  return decimals === "" ? digits.slice(0, -18) : `${digits.slice(0, -18)}.${decimals}`;
}
