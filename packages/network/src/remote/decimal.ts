const decimal = /^(\d{1,15})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * A decimal, as JSON or Python writes it, times ten to the `places`, rounded up to a whole number; without a double on
 * the way, as 18 decimals do not fit one. Null when it is no amount: negative, not a number, or beyond belief.
 */
export function wholeOf(amount: unknown, places: number): number | null {
  if (typeof amount !== "string" && typeof amount !== "number") return null;
  const [match, units = "", fraction = "", exponent = "0"] = decimal.exec(String(amount)) ?? [];
  if (match === undefined) return null;
  const shift = places - fraction.length + Number(exponent);
  const digits = BigInt(units + fraction);
  const scale = 10n ** BigInt(Math.abs(shift));
  const whole = shift >= 0 ? digits * scale : (digits + scale - 1n) / scale;
  return whole <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : null;
}
