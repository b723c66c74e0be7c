import { expect, it } from "vitest";
import { sayRefused } from "./say-refused.ts";

const failed = (code: string, message: string) => Object.assign(new Error(message), { data: { code } });

it("[AD42] a refusal is told in the server's words, and what is no refusal without its insides", () => {
  expect(sayRefused(failed("BAD_REQUEST", "the end lies in the past"))).toBe("The end lies in the past.");
  expect(sayRefused(failed("PRECONDITION_FAILED", "it has no plan"))).toBe("It has no plan.");
  expect(sayRefused(failed("BAD_REQUEST", '[{"code":"secret"}]'))).not.toContain("secret");
  expect(sayRefused(failed("INTERNAL_SERVER_ERROR", "secret"))).not.toContain("secret");
});
