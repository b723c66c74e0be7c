import { describe, expect, it } from "vitest";
import { callAuth, type Fetch } from "./auth-call.ts";

const answering = (status: number, body: string) => async () => new Response(body, { status });
const signIn = (fetch: Fetch) => callAuth(fetch, "/sign-in/email", { email: "ada@example.org", password: "secret" });

describe("a call to the sign-in service", () => {
  it("[AD11] is done when the service says so", async () => {
    expect(await signIn(answering(200, "{}"))).toEqual({ outcome: "done" });
  });

  it("[AD11] is refused in the service's own word", async () => {
    const wrong = await signIn(answering(401, '{"code":"INVALID_EMAIL_OR_PASSWORD","message":"..."}'));
    expect(wrong).toEqual({ outcome: "refused", status: 401, code: "INVALID_EMAIL_OR_PASSWORD" });
    expect(await signIn(answering(429, "slow down"))).toEqual({ outcome: "refused", status: 429, code: null });
  });

  it("[AD11] did not reach the service when the network is down or a proxy answers in its place", async () => {
    const down = async () => Promise.reject(new TypeError("fetch failed"));
    expect(await signIn(down)).toEqual({ outcome: "not-reached" });
    expect(await signIn(answering(502, "<html>"))).toEqual({ outcome: "not-reached" });
  });
});
