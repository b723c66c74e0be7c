import { createHmac, timingSafeEqual } from "node:crypto";
import { VisitorId } from "@flywheel/vocabulary";

/** One secret, or several while one replaces another: the first signs, every one is believed. */
export type Secrets = string | readonly [string, ...string[]];

const version = "v1";

/** `v1.<visitor id>.<signature>`: HMAC-SHA-256 over what stands before the signature, in base64url. */
export function signVisitor(visitorId: VisitorId, secrets: Secrets): string {
  const signed = `${version}.${visitorId}`;
  return `${signed}.${signature(signed, listOf(secrets)[0])}`;
}

/** The visitor that a cookie proves; null for anything that we did not sign. */
export function readVisitor(cookie: string, secrets: Secrets): VisitorId | null {
  const [shownVersion, id, shown, ...rest] = cookie.split(".");
  const visitorId = VisitorId.safeParse(id);
  if (shownVersion !== version || !visitorId.success || shown === undefined || rest.length > 0) return null;
  const expected = listOf(secrets).map((secret) => signature(`${version}.${visitorId.data}`, secret));
  return expected.some((it) => equal(it, shown)) ? visitorId.data : null;
}

const listOf = (secrets: Secrets) => (typeof secrets === "string" ? ([secrets] as const) : secrets);

const signature = (text: string, secret: string) => createHmac("sha256", secret).update(text).digest("base64url");

/** Compares the written forms, so that no second spelling of one signature is believed, in a time that tells nothing. */
function equal(expected: string, shown: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(shown)];
  return a.length === b.length && timingSafeEqual(a, b);
}
