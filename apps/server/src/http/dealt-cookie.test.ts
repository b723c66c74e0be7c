import { createHmac } from "node:crypto";
import type { VisitorId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { readDealt, signDealt } from "./dealt-cookie.ts";

const ada = "vis_ada00000000000000000" as VisitorId;
const bob = "vis_bob00000000000000000" as VisitorId;
const dealt = { "studio-prompt-panel__1": "beside", "chat.tone__12": "warm" };
const cookie = signDealt(ada, dealt, "a secret");

describe("[SV81] the cookie of what a visitor was dealt", () => {
  it("is signed over the visitor's id and all it says, and needs no escaping", () => {
    const body = "v1~studio-prompt-panel__1!beside~chat.tone__12!warm";
    const expected = createHmac("sha256", "a secret").update(`dealt|${ada}|${body}`).digest("base64url");
    expect(cookie).toBe(`${body}~${expected}`);
    expect(encodeURIComponent(cookie)).toBe(cookie);
    expect(readDealt(cookie, ada, "a secret")).toEqual(dealt);
  });

  it("is worth nothing beside another visitor's, under another secret, or with any one character changed", () => {
    expect(readDealt(cookie, bob, "a secret")).toEqual({});
    expect(readDealt(cookie, ada, "another secret")).toEqual({});
    for (let at = 0; at < cookie.length; at += 1) {
      const changed = cookie.slice(0, at) + (cookie[at] === "x" ? "y" : "x") + cookie.slice(at + 1);
      expect(readDealt(changed, ada, "a secret"), `${at}`).toEqual({});
    }
    for (const odd of ["", "~", "v1", "v1~", cookie.slice(0, -1), `${cookie}~`, ` ${cookie}`]) {
      expect(readDealt(odd, ada, "a secret"), odd).toEqual({});
    }
  });

  it("survives a change of secrets: all are believed, the first signs", () => {
    expect(readDealt(cookie, ada, ["new", "a secret"])).toEqual(dealt);
    expect(signDealt(ada, dealt, ["new", "a secret"])).toBe(signDealt(ada, dealt, "new"));
  });

  it("stays within what a browser keeps, and what fitted before fits again", () => {
    const name = (at: number) => `${"k".repeat(60)}-${at}__1`;
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [name(at), "v".repeat(64)]));
    const long = signDealt(ada, many, "a secret");
    expect(long.length).toBeLessThan(3_100);
    const kept = readDealt(long, ada, "a secret");
    expect(Object.keys(kept).length).toBeGreaterThan(15);
    expect(Object.keys(kept)[0]).toBe(name(0));
    expect(signDealt(ada, { ...kept, late__1: "v" }, "a secret").startsWith(long.slice(0, -44))).toBe(true);
  });

  it("says nothing that is no assignment", () => {
    const odd = { a__1: "b", "no phase": "c", x__1: "semi;colon", __proto__: "d" };
    expect(readDealt(signDealt(ada, odd, "a secret"), ada, "a secret")).toEqual({ a__1: "b" });
  });
});
