import type { StaffRole } from "@flywheel/vocabulary";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";

export type SignInParts = {
  /** A database adapter of better-auth. */
  readonly database: NonNullable<BetterAuthOptions["database"]>;
  readonly secret: string;
  /** Where people reach us, such as `https://flywheel.example`; cookies are secure exactly if it is https. */
  readonly origin: string;
  readonly trustedOrigins: readonly string[];
};

export type LinkSender = (link: { readonly email: string; readonly url: string }) => Promise<void>;

/** The one header in which a caller's address reaches the rate limit; the handler writes it, no browser can. */
export const addressHeader = "x-flywheel-address";

const linkLifeSeconds = 15 * 60;
const sessionLifeSeconds = 7 * 86_400;
const leastPrivilege: StaffRole = "viewer";

/**
 * better-auth as this product wants it: nobody signs up, links work once and for a quarter of an hour, nothing is called
 * outside, and nothing is logged, because its messages may quote addresses and links.
 */
export function createSignIn(parts: SignInParts & { readonly canAskForLinks: boolean }, sendMagicLink: LinkSender) {
  const { canAskForLinks, database, secret, origin, trustedOrigins } = parts;
  return betterAuth({
    appName: "Flywheel",
    baseURL: origin,
    basePath: "/api/auth",
    trustedOrigins: [...trustedOrigins],
    secret,
    database,
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { throw: true }, // else whatever breaks is printed with its message
    disabledPaths: ["/sign-up/email", ...(canAskForLinks ? [] : ["/sign-in/magic-link"])],
    user: {
      additionalFields: { role: { type: "string", required: true, defaultValue: leastPrivilege, input: false } },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    session: { expiresIn: sessionLifeSeconds, disableSessionRefresh: true },
    rateLimit: {
      enabled: true,
      storage: "memory",
      // A link cannot be guessed; this only bounds the work.
      customRules: { "/magic-link/verify": { window: 60, max: 30 } },
    },
    advanced: {
      cookiePrefix: "flywheel-staff",
      disableCSRFCheck: false, // said aloud, because better-auth turns the checks off when it finds itself in a test
      disableOriginCheck: false,
      useSecureCookies: origin.startsWith("https:"),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, ipAddress: null } }) } },
    },
    plugins: [magicLink({ disableSignUp: true, expiresIn: linkLifeSeconds, storeToken: "hashed", sendMagicLink })],
  });
}

export type SignIn = ReturnType<typeof createSignIn>;
