import { describe, expect, it } from "vitest";
import { sayLinkTrouble, saySignInTrouble } from "./sign-in-words.ts";

describe("words of signing in", () => {
  it("[AD11] explain a spent link, and say of any other that a new one is needed", () => {
    expect(sayLinkTrouble("INVALID_TOKEN")).toContain("works once, within 15 minutes");
    expect(sayLinkTrouble("EXPIRED_TOKEN")).toBe(sayLinkTrouble("INVALID_TOKEN"));
    expect(sayLinkTrouble("failed_to_create_session")).toBe("The link did not work. Ask for a new one.");
  });

  it("[AD11] do not say whether the address or the password was wrong", () => {
    const words = saySignInTrouble({ outcome: "refused", status: 401, code: "INVALID_EMAIL_OR_PASSWORD" });
    expect(words).toContain("address and password");
  });

  it("[AD11] are another for each way of not getting in", () => {
    const words = [
      saySignInTrouble({ outcome: "not-reached" }),
      ...[401, 403, 429].map((status) => saySignInTrouble({ outcome: "refused", status, code: null })),
    ];
    expect(new Set(words).size).toBe(4);
  });
});
