import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";

/**
 * A name for the neighbourhood of an address on one day: HMAC-SHA-256 over the day and the /24 (IPv4) or /48 (IPv6), cut to
 * 128 bits. Without the secret nobody finds the address again, and yesterday's names do not join today's.
 */
export function rangeOf(address: string, secret: string, day: string): string {
  return createHmac("sha256", secret)
    .update(`range.v1|${day}|${neighbourhood(address)}`)
    .digest("hex")
    .slice(0, 32);
}

/** What one household or office usually shares. All that is no address shares one neighbourhood, and so one allowance. */
function neighbourhood(address: string): string {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return "unknown";
  const read = ipaddr.process(address); // an IPv4-mapped IPv6 address becomes the IPv4 one
  if (read instanceof ipaddr.IPv4) return `v4:${read.octets.slice(0, 3).join(".")}`;
  return `v6:${read.parts
    .slice(0, 3)
    .map((part) => part.toString(16).padStart(4, "0"))
    .join(":")}`;
}
