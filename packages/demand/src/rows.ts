/** Whole numbers arrive as numbers, strings or big integers, by engine; a question reads them all alike. Null stays null. */
export function readNumber(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  if (Number.isNaN(number)) throw new TypeError("a question's row holds something that is no number");
  return number;
}
