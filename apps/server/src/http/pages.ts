import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AppEntry, type AppId, apps } from "@flywheel/vocabulary";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";

/**
 * The built apps under the paths of the register. A path that names no file is a deep link of its app and gets the app's
 * page; files under /assets/ carry a hash of what is in them, so they may be kept for a year.
 */
export function pages(root: string): Hono {
  const site = new Hono();
  site.use(secureHeaders({ contentSecurityPolicy, referrerPolicy: "same-origin", xFrameOptions: "DENY" }));
  const entries = Object.entries(apps) as [AppId, AppEntry][];
  // The front page lives at "/" and would answer for everybody: it comes last.
  const longestFirst = entries.toSorted(([, a], [, b]) => b.path.length - a.path.length);

  for (const [app, { path }] of longestFirst) {
    const folder = join(root, app, "dist");
    const base = path === "/" ? "" : path;
    if (base !== "") site.get(base, (c) => c.redirect(`${base}/${new URL(c.req.url).search}`, 308));
    site.use(`${base}/*`, cacheByName(`${base}/assets/`));
    site.get(`${base}/*`, serveStatic({ root: folder, rewriteRequestPath: (path) => path.slice(base.length) }));
    site.get(`${base}/*`, (c) => deepLink(c, folder));
  }
  return site;
}

/** Pages run our own scripts only. Styles are written by components, and previews of pictures are data: URLs. */
const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  fontSrc: ["'self'", "data:"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

const cacheByName = (assets: string) =>
  createMiddleware(async (c, next) => {
    await next();
    if (!c.res.ok) return;
    const hashed = c.req.path.startsWith(assets);
    c.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  });

async function deepLink(c: Context, folder: string) {
  if (/\.[a-z0-9]{1,8}$/i.test(c.req.path)) return c.text("there is no such file", 404);
  const page = await readFile(join(folder, "index.html"), "utf8").catch(() => null);
  if (page === null) return c.text("this app is not built: run `pnpm build`", 404);
  return c.html(page);
}

export const pagesAreBuilt = (root: string) =>
  Object.keys(apps).every((app) => existsSync(join(root, app, "dist", "index.html")));
