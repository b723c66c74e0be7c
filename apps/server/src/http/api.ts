import type { Services } from "@flywheel/api";
import {
  bootstrapOf,
  bootstrapScript,
  createAppRouter,
  createChatRoute,
  retryAfterSecondsOf,
  toWireError,
} from "@flywheel/api";
import type { Gateway } from "@flywheel/network/gateway";
import { ImageId } from "@flywheel/vocabulary";
import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { AddressReader } from "./address.ts";
import { announcedBytes, limitedTo } from "./body-limit.ts";
import type { Door } from "./door.ts";
import type { FeatureFeed } from "./features/feature-feed.ts";
import { featureRoutes } from "./features/feature-routes.ts";
import type { HealthReport } from "./health.ts";
import { sameOrigin } from "./same-origin.ts";
import { lanePath, telemetryLane } from "./telemetry-lane.ts";

export type AppParts = {
  readonly services: Services;
  /** The network for anybody who pays; null where there is none of ours. */
  readonly gateway: Gateway | null;
  readonly door: Door;
  readonly features: FeatureFeed;
  readonly publicOrigin: string;
  readonly addressOf: AddressReader;
  readonly health: () => Promise<HealthReport>;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly log: (line: string) => void;
};

const maxBodyBytes = 1024 * 1024;
/** A picture to work from travels to the gateway, with its words. */
const maxEditBytes = 10 * 1024 * 1024;

/** Everything under /api (tRPC, the chat stream, the bootstrap, images, features, sign-in, health), and /sub. */
export function createApi({
  services,
  gateway,
  door,
  features,
  publicOrigin,
  addressOf,
  health,
  metrics,
  log,
}: AppParts): Hono {
  const router = createAppRouter(services);
  const chat = createChatRoute(services);
  const api = new Hono();
  const onBroken = (path: string | undefined, error: TRPCError) =>
    log(`${path ?? "a procedure"} broke: ${nameOf(error.cause ?? error)}`);

  const lane = telemetryLane({
    router,
    context: door.context,
    saysShort,
    headersOf: (error) => retryAfter([error]),
    onBroken,
  });
  api.post(lanePath, sameOrigin(publicOrigin), lane);
  api.use(secureHeaders({ crossOriginResourcePolicy: "same-origin", referrerPolicy: "same-origin" }));
  // Before the rules for browsers: who asks here pays with a signature, and no cookie is looked at.
  if (gateway) {
    api.post("/api/network/v1/images/edits", limitedTo(maxEditBytes), (c) => gateway(c.req.raw));
    api.all("/api/network/v1/*", limitedTo(maxBodyBytes), (c) => gateway(c.req.raw));
  }
  api.use("/api/*", sameOrigin(publicOrigin));
  const limited = limitedTo(maxBodyBytes);
  // The limit looks at the body as a stream, which costs more than a batch's events; most say how short they are.
  api.use("/api/*", (c, next) => (saysShort(c) ? next() : limited(c, next)));

  api.get("/api/health", async (c) => {
    const report = await health();
    return c.json(report, report.ok ? 200 : 503);
  });
  api.get("/api/metrics", async (c) => {
    const { type, text } = await metrics();
    return c.body(text, 200, { "content-type": type });
  });

  api.get("/api/bootstrap.js", async (c) => {
    // Another site that loads this script would learn who its reader is here.
    if (c.req.header("sec-fetch-site") === "cross-site") return c.text("only for this site's own pages", 403);
    const visitor = await door.visitorOrNew(c);
    const bootstrap = await bootstrapOf(services, visitor, door.dealtTo(c, visitor.id));
    door.keepDealt(c, visitor.id, bootstrap.sticky);
    return c.body(bootstrapScript(bootstrap), 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "private, no-store",
    });
  });

  api.route("/", featureRoutes(features, door.rangeOf));

  api.get("/api/works/images/:file{.+\\.png}", async (c) => {
    const visitor = await door.visitor(c);
    const id = ImageId.safeParse(c.req.param("file").slice(0, -".png".length));
    const png = visitor && id.success ? await services.works.png(visitor.id, id.data) : null;
    if (!png) return c.text("you have no such image", 404);
    return c.body(Uint8Array.from(png), 200, {
      "content-type": "image/png",
      "cache-control": "private, max-age=31536000, immutable",
    });
  });

  api.post("/api/chat", async (c) => chat(c.req.raw, await door.visitor(c)));
  api.on(["GET", "POST"], "/api/auth/*", (c) => services.staff.handler(c.req.raw, addressOf(c)));

  api.all("/api/trpc/*", async (c) =>
    fetchRequestHandler({
      endpoint: "/api/trpc",
      req: c.req.raw,
      router,
      createContext: () => door.context(c),
      responseMeta: ({ errors }) => ({ headers: withRetryAfter(forwardedCookies(c.res.headers), errors) }),
      onError: ({ error, path }) => {
        if (error.code === "INTERNAL_SERVER_ERROR") onBroken(path, error);
      },
    }),
  );

  api.all("/api/*", (c) => c.json({ error: "there is nothing at this path; see README, Interfaces" }, 404));
  api.onError((error, c) => {
    const unavailable = toWireError(error);
    if (unavailable) return c.json({ error: unavailable.message }, 503, retryAfter([unavailable]));
    log(`${c.req.method} ${c.req.routePath} broke: ${nameOf(error)}`);
    return c.json({ error: "something broke on our side; please try again" }, 500);
  });
  return api;
}

function saysShort(c: Context): boolean {
  const bytes = announcedBytes(c);
  return bytes !== null && bytes <= maxBodyBytes;
}

/** The class of an error and not its message, which may quote what a visitor wrote. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);

const forwardedCookies = (headers: Headers) =>
  new Headers(headers.getSetCookie().map((cookie) => ["set-cookie", cookie]));

/** The longest of what the errors ask for. */
function retryAfter(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.flatMap((error) => retryAfterSecondsOf(error) ?? []);
  return seconds.length > 0 ? { "retry-after": String(Math.max(...seconds)) } : {};
}

function withRetryAfter(headers: Headers, errors: readonly TRPCError[]): Headers {
  for (const [name, value] of Object.entries(retryAfter(errors))) headers.set(name, value);
  return headers;
}
