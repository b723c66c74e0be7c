import { describe, expect, it } from "vitest";
import { codeOf, isSignedOut, sayFailure } from "./failure.ts";

const failed = (code: string, message = "secret insides") => Object.assign(new Error(message), { data: { code } });

describe("a failed call", () => {
  it("[AD14] is told without its insides", () => {
    for (const error of [failed("INTERNAL_SERVER_ERROR"), failed("BAD_REQUEST"), new Error("secret insides"), null]) {
      expect(sayFailure(error)).not.toContain("secret");
      expect(sayFailure(error)).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("[AD14] that asks for too much is told in the server's words, which say what to ask less of", () => {
    expect(sayFailure(failed("UNPROCESSABLE_CONTENT", "it took too long: ask for less time"))).toBe(
      "It took too long: ask for less time.",
    );
  });

  it("[AD14] has the code that the server gave it, if it gave one", () => {
    expect([failed("CONFLICT"), new Error("no data"), { data: { code: "CONFLICT" } }, null].map(codeOf)).toEqual([
      "CONFLICT",
      null,
      null,
      null,
    ]);
    expect(codeOf(Object.assign(new Error(), { data: null }))).toBeNull();
  });

  it("[AD12] that says nobody is signed in is told from one that says they may not", () => {
    expect([failed("UNAUTHORIZED"), failed("FORBIDDEN"), new Error("down")].map(isSignedOut)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
