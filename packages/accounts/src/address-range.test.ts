import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rangeOf } from "./address-range.ts";

type Vector = { address: string; secret: string; day: string; range: string };
const vectors: { cases: Vector[] } = JSON.parse(
  readFileSync(new URL("../fixtures/address-ranges.json", import.meta.url), "utf8"),
);

const range = (address: string) => rangeOf(address, "a secret", "2026-01-31");

describe("the range of an address", () => {
  it.each(vectors.cases)("[AC31] of '$address' on $day is what Python's hmac and ipaddress say", (vector) => {
    expect(rangeOf(vector.address, vector.secret, vector.day)).toBe(vector.range);
  });

  it("[AC32] is shared by a household and by no other", () => {
    expect(range("203.0.113.7")).toBe(range("203.0.113.254"));
    expect(range("203.0.113.7")).not.toBe(range("203.0.112.7"));
    expect(range("2001:db8:1::1")).toBe(range("2001:db8:1:ffff:1:2:3:4"));
    expect(range("2001:db8:1::1")).not.toBe(range("2001:db8:2::1"));
  });

  it("[AC32] is one for an IPv4 address, however it is wrapped", () => {
    expect(range("::ffff:203.0.113.7")).toBe(range("203.0.113.7"));
    expect(range("::ffff:cb00:7107")).toBe(range("203.0.113.7"));
  });

  it("[AC32] is one for all that is no address", () => {
    expect(new Set(["", "unknown", "203.0.113.999", "a".repeat(10_000)].map(range)).size).toBe(1);
    expect(range("unknown")).not.toBe(range("203.0.113.7"));
  });

  it("[AC33] does not join days or installations, and holds no address", () => {
    const today = rangeOf("203.0.113.7", "a secret", "2026-01-31");
    expect(rangeOf("203.0.113.7", "a secret", "2026-02-01")).not.toBe(today);
    expect(rangeOf("203.0.113.7", "another secret", "2026-01-31")).not.toBe(today);
    expect(today).toMatch(/^[0-9a-f]{32}$/);
  });
});
