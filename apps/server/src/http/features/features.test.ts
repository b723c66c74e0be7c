import { describe, expect, it } from "vitest";
import { panel, serve, stop } from "./testing.ts";

describe("[SV83] /api/features", () => {
  it("is read by anybody from anywhere, may be kept shortly, and says that there is a stream", async () => {
    const { origin } = await serve();
    const answer = await fetch(`${origin}/api/features/sdk-abc_1`, { headers: { origin: "https://example.org" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toContain("x-sse-support");
    expect(answer.headers.get("x-sse-support")).toBe("enabled");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=15, stale-while-revalidate=60");
    const body = await answer.json();
    expect(Object.keys(body)).toEqual(["status", "features", "experiments", "dateUpdated"]);
    expect(Object.keys(body.features)).toEqual([panel.feature]);
    expect(new Date(body.dateUpdated).toISOString()).toBe(body.dateUpdated);
    expect(JSON.stringify(body)).not.toContain(panel.hypothesis.slice(0, 20));
  });

  it("answers a preflight with what may be asked", async () => {
    const { origin } = await serve();
    const preflight = await fetch(`${origin}/api/features/abc`, {
      method: "OPTIONS",
      headers: { origin: "https://example.org", "access-control-request-method": "GET" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toContain("GET");
  });

  it("says 304 to who has it, on every server the same, until something changes", async () => {
    const [here, there] = await Promise.all([serve(), serve()]);
    const etag = (await fetch(`${here.origin}/api/features/abc`)).headers.get("etag") ?? "";
    const ask = (origin: string, tag: string) =>
      fetch(`${origin}/api/features/abc`, { headers: { "if-none-match": tag, "cache-control": "max-age=0" } });
    for (const tag of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
      const known = await ask(there.origin, tag);
      expect([known.status, await known.text()], tag).toEqual([304, ""]);
      expect(known.headers.get("etag")).toBe(etag);
    }
    expect((await ask(there.origin, 'W/"other"')).status).toBe(200);
    await stop(there.elsewhere, 1);
    expect((await ask(there.origin, etag)).status).toBe(200);
  });

  it("has another date for every change, and no other for the same", async () => {
    const { origin, elsewhere } = await serve();
    const dateOf = async () => (await (await fetch(`${origin}/api/features/abc`)).json()).dateUpdated;
    const first = await dateOf();
    expect(await dateOf()).toBe(first);
    await stop(elsewhere, 1);
    expect((await dateOf()) > first).toBe(true);
  });

  it.each(["", "a b", "%2e%2e", "a.b", "x".repeat(65), "sdk%00"])("refuses the client key %j clearly", async (key) => {
    const { origin } = await serve();
    for (const path of ["/api/features/", "/sub/"]) {
      const answer = await fetch(`${origin}${path}${key}`);
      expect(answer.status).toBe(404);
    }
  });
});
