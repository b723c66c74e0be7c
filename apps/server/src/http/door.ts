import type { Accounts } from "@flywheel/accounts";
import { readVisitor, signVisitor } from "@flywheel/accounts";
import type { StaffAuth } from "@flywheel/accounts/staff";
import type { ApiContext, VisitorCaller } from "@flywheel/api";
import { readUserAgent, type Sender, writeKeyHeader } from "@flywheel/telemetry";
import { type AppId, appIds, mint, SessionId, type VisitorId } from "@flywheel/vocabulary";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** How a request becomes a caller: cookies, addresses and headers are read here and go no further. */
export type DoorParts = {
  readonly accounts: Accounts;
  readonly staff: StaffAuth;
  readonly secrets: readonly [string, ...string[]];
  readonly isWriteKey: (shown: string) => boolean;
  readonly secureCookies: boolean;
  readonly rangeOf: (c: Context) => string;
  readonly randomBytes: (count: number) => Uint8Array;
};

const cookieName = "flywheel_visitor";
/** Browsers keep a cookie for 400 days at most. */
const cookieSeconds = 400 * 86_400;

export type Door = {
  /** The visitor that the cookie proves, if any. */
  visitor(c: Context): Promise<VisitorCaller | null>;
  /** The same, or a new visitor whose cookie goes out with this answer. */
  visitorOrNew(c: Context): Promise<VisitorCaller>;
  context(c: Context): Promise<ApiContext>;
};

export function createDoor(parts: DoorParts): Door {
  const { accounts, secrets, secureCookies, staff } = parts;

  async function visitor(c: Context): Promise<VisitorCaller | null> {
    const cookie = getCookie(c, cookieName);
    const id = cookie === undefined ? null : readVisitor(cookie, secrets);
    return id && describe(c, id);
  }

  async function describe(c: Context, id: VisitorId): Promise<VisitorCaller> {
    const consent = (await accounts.visitor(id))?.consent ?? "unknown";
    const privacySignal = c.req.header("sec-gpc") === "1" || c.req.header("dnt") === "1";
    const userAgent = (c.req.header("user-agent") ?? "").slice(0, 512);
    const session = SessionId.safeParse(c.req.header("x-flywheel-session"));
    return {
      id,
      consent,
      privacySignal,
      analytics: consent === "granted" && !privacySignal,
      app: appOf(c.req.header("x-flywheel-app")),
      sessionId: session.success ? session.data : null,
      userAgent,
      ...readUserAgent(userAgent),
      range: parts.rangeOf(c),
    };
  }

  return {
    visitor,
    async visitorOrNew(c) {
      const known = await visitor(c);
      if (known) return known;
      const id = mint<VisitorId>("vis", parts.randomBytes);
      setCookie(c, cookieName, signVisitor(id, secrets), {
        httpOnly: true,
        sameSite: "Lax",
        secure: secureCookies,
        path: "/",
        maxAge: cookieSeconds,
      });
      return describe(c, id);
    },
    async context(c) {
      const speaker = await visitor(c);
      const key = c.req.header(writeKeyHeader);
      const server = key !== undefined && parts.isWriteKey(key) ? simulator : null;
      return {
        visitor: speaker,
        server,
        sender: async () => server ?? senderOf(speaker),
        staff: () => staff.whoIs(c.req.raw.headers),
        headers: c.req.raw.headers,
        forgetVisitor: () => void deleteCookie(c, cookieName, { path: "/" }),
      };
    },
  };
}

/** The only sender with a key so far: what it brings is marked as simulated, whatever it says. */
const simulator = { kind: "server", app: null, simulated: true } as const;

function senderOf(visitor: VisitorCaller | null): Sender {
  // The router has refused callers without a cookie before it asks.
  if (!visitor) throw new Error("a sender needs a visitor's cookie or a write key");
  return { kind: "browser", visitorId: visitor.id, consented: visitor.analytics, userAgent: visitor.userAgent };
}

const appOf = (header: string | undefined): AppId => appIds.find((app) => app === header) ?? "home";
