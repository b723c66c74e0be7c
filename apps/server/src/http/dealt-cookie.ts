import { createHmac, timingSafeEqual } from "node:crypto";
import type { Secrets } from "@flywheel/accounts";
import type { StickyAssignments } from "@flywheel/experiments";
import type { VisitorId } from "@flywheel/vocabulary";

const version = "v1";
/** A browser keeps 4096 bytes of a cookie with its name and attributes; proxies want all headers to stay small. */
const maxLength = 3_000;
const pairPattern = /^([a-z0-9.-]{1,64}__\d{1,6})!([a-z0-9.-]{1,64})$/;

/**
 * What a visitor was dealt, as their browser keeps it: `v1~<experiment>__<phase>!<variant>~...~<signature>`, in letters
 * that need no escaping. The signature (HMAC-SHA-256, base64url) is over the visitor's id and everything before it, so
 * it is worth nothing beside another visitor's cookie. What no longer fits is not kept:
 * dropping the oldest instead would deal it anew, and so drop another at every page.
 */
export function signDealt(visitorId: VisitorId, dealt: StickyAssignments, secrets: Secrets): string {
  const pairs = Object.entries(dealt)
    .map(([name, variant]) => `${name}!${variant}`)
    .filter((pair) => pairPattern.test(pair));
  const lengthOf = (kept: readonly string[]) => [version, ...kept].join("~").length;
  while (lengthOf(pairs) > maxLength) pairs.pop();
  const body = [version, ...pairs].join("~");
  return `${body}~${signature(visitorId, body, listOf(secrets)[0])}`;
}

/** Nothing where the cookie is not one that we signed for this visitor. */
export function readDealt(cookie: string, visitorId: VisitorId, secrets: Secrets): StickyAssignments {
  const end = cookie.lastIndexOf("~");
  const [body, shown] = [cookie.slice(0, end), cookie.slice(end + 1)];
  if (end < 0 || !listOf(secrets).some((secret) => equal(signature(visitorId, body, secret), shown))) return {};
  const [shownVersion, ...pairs] = body.split("~");
  if (shownVersion !== version) return {};
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const [, name, variant] = pairPattern.exec(pair) ?? [];
      return name === undefined || variant === undefined ? [] : [[name, variant]];
    }),
  );
}

const listOf = (secrets: Secrets) => (typeof secrets === "string" ? ([secrets] as const) : secrets);

/** The first word keeps it apart from everything else that is signed with the same secret. */
const signature = (visitorId: VisitorId, body: string, secret: string) =>
  createHmac("sha256", secret).update(`dealt|${visitorId}|${body}`).digest("base64url");

function equal(expected: string, shown: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(shown)];
  return a.length === b.length && timingSafeEqual(a, b);
}
