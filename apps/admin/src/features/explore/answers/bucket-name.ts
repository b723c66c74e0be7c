/** A bucket holds amounts from its bound up to below the next; whole things are named by the last one that is in. */
export function nameBucket(
  bounds: readonly number[],
  at: number,
  isWhole: boolean,
  format: (amount: number) => string,
): string {
  const [from, until] = [bounds[at - 1], bounds[at]];
  if (from === undefined) {
    if (until === undefined) return "Any amount";
    return isWhole && until === 1 ? "None" : `Below ${format(until)}`;
  }
  if (until === undefined) return `${format(from)} or more`;
  if (!isWhole) return `${format(from)} to below ${format(until)}`;
  return until === from + 1 ? format(from) : `${format(from)} to ${format(until - 1)}`;
}
