import { Hono } from "hono";
import { expect, it } from "vitest";
import { addressReader, TrustedProxyError } from "./address.ts";

/** What the reader says of a request that came over a socket from `remote` with this header. */
async function read(trusted: readonly string[], remote: string, forwarded?: string): Promise<string> {
  const addressOf = addressReader(trusted);
  const app = new Hono().get("/", (c) => c.text(addressOf(c)));
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const incoming = { socket: { remoteAddress: remote, remoteFamily: "IPv4", remotePort: 1 } };
  return (await app.request("/", { headers }, { incoming })).text();
}

it("[SV2] without trusted proxies the socket speaks, whatever the header says", async () => {
  expect(await read([], "203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
});

it("[SV2] a trusted proxy is believed about who came to it, and no further", async () => {
  expect(await read(["10.0.0.0/8"], "10.1.2.3", "198.51.100.1")).toBe("198.51.100.1");
  expect(await read(["10.0.0.0/8"], "10.1.2.3", "6.6.6.6, 198.51.100.1, 10.9.9.9")).toBe("198.51.100.1");
  expect(await read(["10.0.0.0/8"], "203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
});

it("[SV2] an IPv4 proxy behind an IPv6 socket is the same proxy", async () => {
  expect(await read(["127.0.0.1"], "::ffff:127.0.0.1", "2001:db8::7")).toBe("2001:db8::7");
});

it("[SV2] a wrong entry is counted, not repeated", () => {
  expect(() => addressReader(["10.0.0.0/8", "nonsense"])).toThrow(TrustedProxyError);
  expect(() => addressReader(["10.0.0.0/8", "nonsense"])).toThrow("entry 2");
});
