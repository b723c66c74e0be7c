import { expect, it } from "vitest";
import { sayLength } from "./length-words.ts";

it("[AD64] a length of time is told in the largest unit that holds it whole", () => {
  expect([7 * 86_400_000, 86_400_000, 36 * 3_600_000, 3_600_000, 90 * 60_000, 90_000].map(sayLength)).toEqual([
    "7 days",
    "1 day",
    "36 hours",
    "1 hour",
    "90 minutes",
    "1.5 minutes",
  ]);
});
