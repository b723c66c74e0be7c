import { expect, it } from "vitest";
import { keptFromMs } from "./retention.ts";

const day = (ms: number | null) => ms && new Date(ms).toISOString();

it.each([
  ["2026-03-17T23:59:59.999Z", 1, "2026-02-17"],
  ["2026-03-17T00:00:00.000Z", 25, "2024-02-17"],
  ["2026-03-31T12:00:00.000Z", 1, "2026-02-28"],
  ["2024-03-31T12:00:00.000Z", 1, "2024-02-29"],
  ["2026-03-31T12:00:00.000Z", 25, "2024-02-29"],
  ["2024-02-29T12:00:00.000Z", 12, "2023-02-28"],
  ["2026-07-31T12:00:00.000Z", 1, "2026-06-30"],
  ["2026-01-31T12:00:00.000Z", 2, "2025-11-30"],
  ["2026-01-01T00:00:00.000Z", 1, "2025-12-01"],
  ["2026-12-31T23:30:00.000Z", 1_200, "1926-12-31"],
])("[SV32] at %s, %i months back, the kept begins with %s", (now, months, from) => {
  expect(day(keptFromMs(Date.parse(now), months))).toBe(`${from}T00:00:00.000Z`);
});

it("[SV32] no months at all keep everything", () => {
  expect(keptFromMs(Date.parse("2026-03-17"), 0)).toBeNull();
});

it("[SV32] from one day to the next the kept never begins earlier", () => {
  let before = Number.NEGATIVE_INFINITY;
  for (let ms = Date.UTC(2023, 0, 1); ms < Date.UTC(2028, 0, 1); ms += 86_400_000) {
    const from = keptFromMs(ms, 1) ?? 0;
    expect(from).toBeGreaterThanOrEqual(before);
    before = from;
  }
});
