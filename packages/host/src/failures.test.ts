import type { AppRouter } from "@flywheel/api/type";
import { TRPCClientError } from "@trpc/client";
import { describe, expect, it } from "vitest";
import { messageOf, wasNotReached } from "./failures.ts";

const answered = (code: string, httpStatus: number, message: string) =>
  TRPCClientError.from<AppRouter>({ error: { code: -32000, message, data: { code, httpStatus } } });
const proxyAnswered = TRPCClientError.from(new SyntaxError("Unexpected token '<'"));

describe("failures", () => {
  it("[HO4] a page of HTML in the server's place, and 502 to 504, mean that it was not reached", () => {
    expect(wasNotReached(proxyAnswered)).toBe(true);
    expect(wasNotReached(answered("BAD_GATEWAY", 502, "x"))).toBe(true);
    expect(wasNotReached(answered("NOT_FOUND", 404, "x"))).toBe(false);
    expect(wasNotReached(new Error("x"))).toBe(false);
  });

  it("[HO4] who stopped asking was not failed by anybody", () => {
    const stopped = TRPCClientError.from(new DOMException("stopped", "AbortError"));
    expect(wasNotReached(stopped)).toBe(false);
  });

  it("[HO18] what the server itself has not to offer just now is told in its words, and asked again", () => {
    const rebuilding = answered("SERVICE_UNAVAILABLE", 503, "the copy is being rebuilt: ask again in a minute");
    expect(messageOf(rebuilding)).toBe("the copy is being rebuilt: ask again in a minute");
    expect(wasNotReached(rebuilding)).toBe(true);
    expect(messageOf(answered("BAD_GATEWAY", 502, "upstream 10.0.0.3"))).not.toContain("upstream");
  });

  it("[HO18] too many questions is an answer: whoever asked decides when to ask again", () => {
    const busy = answered("TOO_MANY_REQUESTS", 429, "too many questions are waiting already: ask again in a moment");
    expect(messageOf(busy)).toContain("too many questions");
    expect(wasNotReached(busy)).toBe(false);
  });

  it("[HO5] a visitor is told what to do, or what the server wrote for them, and never the insides of an error", () => {
    expect(messageOf(proxyAnswered)).toBe("The server did not answer. Try again in a moment.");
    expect(messageOf(answered("NOT_FOUND", 404, "there is no such pack"))).toBe("there is no such pack");
    expect(messageOf(answered("INTERNAL_SERVER_ERROR", 500, "select * from visitors"))).not.toContain("select");
    expect(messageOf(answered("BAD_REQUEST", 400, "[{ path: prompt }]"))).not.toContain("prompt");
    expect(messageOf(new TypeError("x is undefined"))).not.toContain("undefined");
  });
});
