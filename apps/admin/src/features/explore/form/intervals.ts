/** Of every question that is asked by an interval. */
export const intervals = [
  ["day", "Day"],
  ["week", "Week"],
  ["month", "Month"],
] as const;
