import type { MiddlewareHandler } from "hono";

/**
 * Cookies speak for a browser, so what changes something must come from our own pages. Browsers say where a request comes
 * from in Sec-Fetch-Site, which pages cannot write; older ones in Origin. Programs that send neither hold no cookie of a
 * browser that could be abused.
 */
export function sameOrigin(publicOrigin: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "OPTIONS") return next();
    const site = c.req.header("sec-fetch-site");
    const origin = c.req.header("origin");
    const ours =
      site === undefined
        ? origin === undefined || origin === publicOrigin || hostOf(origin) === c.req.header("host")
        : site === "same-origin" || site === "none";
    if (ours) return next();
    return c.json({ error: "requests that change something must come from this site's own pages" }, 403);
  };
}

const hostOf = (origin: string) => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};
