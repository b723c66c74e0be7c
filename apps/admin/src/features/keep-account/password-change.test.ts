import { describe, expect, it } from "vitest";
import type { Fetch } from "../../signed-in/auth-call.ts";
import { changePassword, findPasswordFault, sayPasswordTrouble } from "./password-change.ts";

describe("a new password", () => {
  it("[AD16] is as long as the server asks", () => {
    expect(["x".repeat(11), "x".repeat(12), "x".repeat(128), "x".repeat(129)].map(findPasswordFault)).toEqual([
      "Use 12 characters or more.",
      null,
      null,
      "Use 128 characters at most.",
    ]);
  });

  it("[AD16] signs out elsewhere", async () => {
    const calls: [string, unknown][] = [];
    const fetch: Fetch = async (url, { body }) => {
      calls.push([url, JSON.parse(String(body))]);
      return new Response("{}");
    };
    await changePassword(fetch, { currentPassword: "old one", newPassword: "new one" });
    expect(calls).toEqual([
      ["/api/auth/change-password", { currentPassword: "old one", newPassword: "new one", revokeOtherSessions: true }],
    ]);
  });

  it("[AD16] that was not taken says why", () => {
    const say = (status: number, code: string | null) => sayPasswordTrouble({ outcome: "refused", status, code });
    expect(say(400, "INVALID_PASSWORD")).toBe("The current password is not right.");
    expect(say(400, "CREDENTIAL_ACCOUNT_NOT_FOUND")).toContain("leave the current one empty");
    expect(say(401, null)).toBe("Sign in again first.");
    expect(say(418, "TEAPOT")).toBe("The password was not changed. Try again.");
  });
});
