import { expect } from "vitest";

/** Equal to a share of the expected value, so that a tail of 1e-100 is compared as closely as a mean. */
export function expectClose(actual: number, expected: number, relative = 1e-10): void {
  const difference = Math.abs(actual - expected);
  if (difference <= relative * Math.abs(expected) || difference < 1e-300) return;
  expect(actual, `within ${relative} of it`).toBe(expected);
}
