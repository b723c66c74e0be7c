const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

/** A length of time in its two largest units: `3 s`, `2 min 5 s`, `1 d 4 h`. */
export function formatElapsed(ms: number): string {
  const index = units.findIndex(([, size]) => ms >= size);
  const [large, small] = units.slice(index === -1 ? units.length : index);
  if (!large) return `${Math.round(ms)} ms`;
  const [unit, size] = large;
  const whole = Math.floor(ms / size);
  const rest = small ? Math.floor((ms % size) / small[1]) : 0;
  return rest > 0 && small ? `${whole} ${unit} ${rest} ${small[0]}` : `${whole} ${unit}`;
}
