/**
 * 64-bit FNV-1a of a visitor id, as a signed integer for a `bigint` column. Questions group by it, so it never changes.
 * In two 32-bit halves because BigInt arithmetic per character is slow.
 *
 * Source: Fowler, Noll, Vo; IETF draft-eastlake-fnv (offset basis cbf29ce484222325, prime 100000001b3).
 */
export function visitorKeyOf(visitorId: string): bigint {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < visitorId.length; index += 1) {
    // Ids are ASCII. `>>> 0`, because xor gives a signed number, whose carry would be wrong.
    low = (low ^ (visitorId.charCodeAt(index) & 0xff)) >>> 0;
    // times 0x100000001b3 = 2^40 + 0x1b3, modulo 2^64
    const lowProduct = low * 0x1b3;
    const carry = Math.floor(lowProduct / 0x1_0000_0000);
    high = (Math.imul(high, 0x1b3) + carry + (low << 8)) >>> 0;
    low = lowProduct >>> 0;
  }
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
}
