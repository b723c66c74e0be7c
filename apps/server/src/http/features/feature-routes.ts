import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import type { FeatureFeed } from "./feature-feed.ts";
import { streamFeatures } from "./feature-stream.ts";

/**
 * What outside SDKs of GrowthBook ask for. A client key names who asks and opens nothing: all that is told is told to
 * every page as well. Our own pages have it in their bootstrap, and open no stream.
 */
export function featureRoutes(feed: FeatureFeed, rangeOf: (c: Context) => string, heartbeatMs = 25_000): Hono {
  const routes = new Hono();
  // Anybody may read it, from wherever: there is no cookie in it, and browsers send none.
  const open = cors({
    origin: "*",
    allowMethods: ["GET", "HEAD", "OPTIONS"],
    exposeHeaders: ["x-sse-support", "etag"],
    maxAge: 86_400,
  });

  routes.use("/api/features/:clientKey", open);
  routes.get("/api/features/:clientKey", async (c) => {
    if (!isClientKey(c)) return refuseKey(c);
    const { json, etag } = await feed.read();
    c.header("etag", etag);
    // Short: a variant that is stopped because it does harm must not live on in caches.
    c.header("cache-control", "public, max-age=15, stale-while-revalidate=60");
    c.header("x-sse-support", "enabled");
    if (knows(c.req.header("if-none-match"), etag)) return c.body(null, 304);
    return c.body(json, 200, { "content-type": "application/json; charset=utf-8" });
  });

  routes.use("/sub/:clientKey", open);
  routes.get("/sub/:clientKey", async (c) => {
    if (!isClientKey(c)) return refuseKey(c);
    await feed.read();
    // Nobody reads the body of a HEAD, so nobody would end its stream.
    if (c.req.method === "HEAD") return c.body(null, 200, streamHeaders);
    const stream = streamFeatures(feed, rangeOf(c), heartbeatMs);
    if (!stream) {
      const error =
        "as many streams are open as this server holds, or holds for one place; ask /api/features now and then instead";
      return c.json({ error }, 503, { "retry-after": "60" });
    }
    return c.body(stream, 200, streamHeaders);
  });
  return routes;
}

const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  connection: "close", // so that a server that closes need not wait for it
  "x-accel-buffering": "no", // nginx would keep events until they fill a page
};

const isClientKey = (c: Context) => /^[a-zA-Z0-9_-]{1,64}$/.test(c.req.param("clientKey") ?? "");

const refuseKey = (c: Context) =>
  c.json({ error: "a client key is 1 to 64 letters, digits, - or _; any will do, because it opens nothing" }, 404);

const knows = (ifNoneMatch = "", etag: string): boolean =>
  ifNoneMatch.split(",").some((it) => it.trim() === "*" || it.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
