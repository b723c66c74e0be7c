const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** A length of time within a sentence, in the largest unit that holds it whole: `7 days`, `36 hours`. */
export function sayLength(ms: number): string {
  const [name, size] = units.find(([, size]) => ms >= size && ms % size === 0) ?? (["minute", 60_000] as const);
  const count = Math.round((ms / size) * 10) / 10;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
