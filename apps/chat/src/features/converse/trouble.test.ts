import { expect, test } from "vitest";
import { AnswerNotBegunError, troubleOf } from "./trouble.ts";

test.each([400, 401, 404, 413, 500, 502, 503])("[CH8] says what to do when the route answers %i", (status) => {
  const told = troubleOf(new AnswerNotBegunError({ status }));
  expect(told).toMatch(/try again|reload|start a new/i);
  expect(told).not.toMatch(/\d/);
});

test("[CH8] never shows the insides of an error", () => {
  const secret = "connect ECONNREFUSED 10.0.0.1:5432";
  expect(troubleOf(new Error(secret))).not.toContain(secret);
  expect(troubleOf(new TypeError("Failed to fetch"))).toMatch(/connection/);
  expect(troubleOf(undefined)).toMatch(/cut off/);
});
