/** A number that Python holds as a float: 1 is written `1.0`. Only the writer of a request knows which of its numbers are. */
export class Float {
  constructor(readonly value: number) {}
}

export const float = (value: number): Float => new Float(value);

/**
 * What Python's repr writes. Both languages find the same shortest digits that read back as the same double; they differ
 * in when the exponent is shown (Python: below 1e-4 and from 1e16), in its two digits, and in the `.0` of a whole number.
 */
export function pythonFloat(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  if (value < 0) return `-${pythonFloat(-value)}`;

  const [mantissa = "0", power = "0"] = value.toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? "-" : "+";
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${whole}.${digits.slice(exponent + 1) || "0"}`;
}
