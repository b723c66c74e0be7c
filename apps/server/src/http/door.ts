import type { Accounts } from "@flywheel/accounts";
import { readVisitor, signVisitor } from "@flywheel/accounts";
import type { StaffAuth } from "@flywheel/accounts/staff";
import type { ApiContext, VisitorCaller } from "@flywheel/api";
import { toWireError } from "@flywheel/api";
import type { StickyAssignments } from "@flywheel/experiments";
import { readUserAgent, type Sender, writeKeyHeader } from "@flywheel/telemetry";
import { type AppId, appIds, type Consent, mint, SessionId, type VisitorId } from "@flywheel/vocabulary";
import { TRPCError } from "@trpc/server";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { ServerSender } from "../write-keys.ts";
import type { Consents } from "./consents.ts";
import { readDealt, signDealt } from "./dealt-cookie.ts";

/** How a request becomes a caller: cookies, addresses and headers are read here and go no further. */
export type DoorParts = {
  readonly accounts: Accounts;
  readonly consents: Consents;
  readonly staff: StaffAuth;
  readonly secrets: readonly [string, ...string[]];
  /** Whose write key it is; null if it is none of ours. */
  readonly serverOf: (writeKey: string) => ServerSender | null;
  readonly secureCookies: boolean;
  readonly rangeOf: (c: Context) => string;
  readonly randomBytes: (count: number) => Uint8Array;
};

const cookieName = "flywheel_visitor";
const dealtCookieName = "flywheel_dealt";
/** Browsers keep a cookie for 400 days at most. */
const cookieSeconds = 400 * 86_400;

export type Door = {
  /** A name for the range of addresses that a request came from, for this day; nobody finds the address by it. */
  rangeOf(c: Context): string;
  /** The visitor that the cookie proves, if any. */
  visitor(c: Context): Promise<VisitorCaller | null>;
  /** The same, or a new visitor whose cookie goes out with this answer. */
  visitorOrNew(c: Context): Promise<VisitorCaller>;
  /** Which variants the visitor was dealt before, as a cookie of theirs proves; none where none does. */
  dealtTo(c: Context, id: VisitorId): StickyAssignments;
  /** Has the browser remember what its visitor was dealt; a cookie goes out only with news. */
  keepDealt(c: Context, id: VisitorId, dealt: StickyAssignments): void;
  context(c: Context): Promise<ApiContext>;
};

export function createDoor(parts: DoorParts): Door {
  const { accounts, consents, secrets, secureCookies, staff } = parts;
  const cookieOptions = {
    httpOnly: true,
    sameSite: "Lax",
    secure: secureCookies,
    path: "/",
    maxAge: cookieSeconds,
  } as const;
  const consentNow: ConsentOf = async (id) => (await accounts.visitor(id))?.consent ?? "unknown";

  async function visitor(c: Context, consentOf = consentNow): Promise<VisitorCaller | null> {
    const cookie = getCookie(c, cookieName);
    const id = cookie === undefined ? null : readVisitor(cookie, secrets);
    return id && describe(c, id, await consentOf(id));
  }

  function describe(c: Context, id: VisitorId, consent: Consent): VisitorCaller {
    const privacySignal = c.req.header("sec-gpc") === "1" || c.req.header("dnt") === "1";
    const userAgent = (c.req.header("user-agent") ?? "").slice(0, 512);
    const session = SessionId.safeParse(c.req.header("x-flywheel-session"));
    return {
      id,
      consent,
      privacySignal,
      analytics: consent === "granted" && !privacySignal,
      app: appOf(c.req.header("x-flywheel-app") ?? c.req.query("app")),
      sessionId: session.success ? session.data : null,
      userAgent,
      ...readUserAgent(userAgent),
      range: parts.rangeOf(c),
    };
  }

  return {
    rangeOf: parts.rangeOf,
    visitor,
    async visitorOrNew(c) {
      const known = await visitor(c);
      if (known) return known;
      const id = mint<VisitorId>("vis", parts.randomBytes);
      setCookie(c, cookieName, signVisitor(id, secrets), cookieOptions);
      return describe(c, id, "unknown");
    },

    dealtTo(c, id) {
      const cookie = getCookie(c, dealtCookieName);
      return cookie === undefined ? {} : readDealt(cookie, id, secrets);
    },

    keepDealt(c, id, dealt) {
      const before = getCookie(c, dealtCookieName);
      const after = signDealt(id, dealt, secrets);
      if (before === after) return;
      if (Object.keys(dealt).length > 0) setCookie(c, dealtCookieName, after, cookieOptions);
      else if (before !== undefined) deleteCookie(c, dealtCookieName, { path: "/" });
    },

    async context(c) {
      const server = serverAt(c);
      const consentOf = c.req.path === intakePath ? consents.of : consentNow;
      const speaker = server ? null : await visitor(c, consentOf).catch(asWireError);
      return {
        visitor: speaker,
        server,
        sender: async () => server ?? senderOf(speaker),
        staff: () => staff.whoIs(c.req.raw.headers),
        headers: c.req.raw.headers,
        forgetVisitor() {
          for (const name of [cookieName, dealtCookieName]) deleteCookie(c, name, { path: "/" });
        },
      };
    },
  };

  /** Nobody who shows a key is taken for a visitor: a wrong one must not end up in the events of whose cookie is there. */
  function serverAt(c: Context): ServerSender | null {
    const key = c.req.header(writeKeyHeader);
    const server = key === undefined ? null : parts.serverOf(key);
    if (key === undefined || server) return server;
    const message = "this write key is not known here: compare it with FLYWHEEL_WRITE_KEYS of this server";
    throw new TRPCError({ code: "UNAUTHORIZED", message });
  }
}

type ConsentOf = (id: VisitorId) => Promise<Consent>;

/** The only path at which a consent may be a few seconds old: it is asked thousands of times a second. */
const intakePath = "/api/trpc/telemetry.record";

function asWireError(cause: unknown): never {
  throw toWireError(cause) ?? cause;
}

function senderOf(visitor: VisitorCaller | null): Sender {
  // The router has refused callers without a cookie before it asks.
  if (!visitor) throw new Error("a sender needs a visitor's cookie or a write key");
  const { id: visitorId, analytics: consented, userAgent, range } = visitor;
  return { kind: "browser", visitorId, consented, userAgent, range };
}

const appOf = (header: string | undefined): AppId => appIds.find((app) => app === header) ?? "home";
