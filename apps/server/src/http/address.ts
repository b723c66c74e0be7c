import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import ipaddr from "ipaddr.js";

export type AddressReader = (c: Context) => string;

export class TrustedProxyError extends Error {
  override name = "TrustedProxyError";
  constructor(readonly entry: number) {
    super(`FLYWHEEL_TRUSTED_PROXIES: entry ${entry + 1} is neither an address nor a range such as 10.0.0.0/8`);
  }
}

/**
 * The address that a request came from. A header is believed only when a proxy that we trust wrote it; the nearest
 * address that is no such proxy is the caller's.
 */
export function addressReader(trustedProxies: readonly string[]): AddressReader {
  const ranges = trustedProxies.map((entry, index) => {
    if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
    if (!ipaddr.isValid(entry)) throw new TrustedProxyError(index);
    const address = ipaddr.process(entry);
    return [address, address.kind() === "ipv4" ? 32 : 128] as [ipaddr.IPv4 | ipaddr.IPv6, number];
  });
  const trusted = (text: string) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return ranges.some(([range, bits]) => address.kind() === range.kind() && address.match(range, bits));
  };

  return (c) => {
    const hops = [
      ...(c.req.header("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim()),
      getConnInfo(c).remote.address ?? "",
    ].filter(Boolean);
    for (let hop = hops.length - 1; hop > 0; hop -= 1) {
      const address = hops[hop] ?? "";
      if (!trusted(address)) return address;
    }
    return hops[0] ?? "";
  };
}
