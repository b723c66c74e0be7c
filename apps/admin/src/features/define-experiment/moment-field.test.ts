import { expect, it } from "vitest";
import { readMoment, writeMoment } from "./moment-field.ts";

it("[AD42] a time in the form is UTC, whoever types it, and comes back as it was", () => {
  const atMs = Date.UTC(2026, 10, 26, 3, 45);
  expect(writeMoment(atMs)).toBe("2026-11-26T03:45");
  expect(readMoment(writeMoment(atMs))).toBe(atMs);
  expect([readMoment(""), readMoment("2026-"), writeMoment(null)]).toEqual([null, null, ""]);
});
