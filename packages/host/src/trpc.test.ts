import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "./trpc.ts";

/** Answers with the proxy's HTML page so many times, then as the server does. */
function serverAwayFor(times: number) {
  const requests: { path: string; headers: Headers }[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    requests.push({ path: String(input).split("?")[0] ?? "", headers: new Headers(init?.headers) });
    if (requests.length <= times) return new Response("<html>Bad Gateway</html>", { status: 502 });
    return new Response('{"0":[[0],[null,0,0]]}\n[0,0,[[{"result":{"data":{"ok":true}}}]]]\n', {
      headers: { "content-type": "application/json" },
    });
  });
  return requests;
}

const client = () => createClient(() => ({ "x-flywheel-app": "chat" }));

describe("the client", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("[HO3] asks a question again until the server is back", async () => {
    const requests = serverAwayFor(3);
    const answer = client().account.me.query();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await answer).toEqual({ ok: true });
    expect(requests).toHaveLength(4);
  });

  it("[HO3] gives a question up after about half a minute", async () => {
    const requests = serverAwayFor(Number.POSITIVE_INFINITY);
    const failed = client()
      .account.me.query()
      .catch(() => "failed");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failed).toBe("failed");
    expect(requests).toHaveLength(7);
  });

  it("[HO3] never repeats a mutation by itself: it may have happened", async () => {
    const requests = serverAwayFor(1);
    const failed = client()
      .account.erase.mutate()
      .catch(() => "failed");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await failed).toBe("failed");
    expect(requests).toHaveLength(1);
  });

  it("[HO6] says with every call which app it belongs to", async () => {
    const requests = serverAwayFor(0);
    const answer = client().account.me.query();
    await vi.advanceTimersByTimeAsync(10);
    await answer;
    expect(requests[0]?.path).toBe("/api/trpc/account.me");
    expect(requests[0]?.headers.get("x-flywheel-app")).toBe("chat");
  });
});
