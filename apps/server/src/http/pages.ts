import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AppEntry, type AppId, apps } from "@flywheel/vocabulary";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { type BuildShelf, openBuildShelf } from "../builds/build-shelf.ts";
import type { ChooseBuild, ChosenBuild } from "../builds/choose-build.ts";
import { fallbackParameter, guardSource, withFailure, withGuard } from "../builds/guard.ts";

/**
 * The built apps under the paths of the register. A path that names no file is a deep link of its app and gets the app's
 * page; files under /assets/ carry a hash of what is in them, so they may be kept for a year. Where an experiment chooses
 * among builds, a page is the visitor's own; the files of every registered build are served to whoever has its page.
 */
export function pages(root: string, choose: ChooseBuild = async () => "no experiment"): Hono {
  const site = new Hono();
  const shelf = openBuildShelf(root);
  site.use(secureHeaders({ contentSecurityPolicy, referrerPolicy: "same-origin", xFrameOptions: "DENY" }));
  const entries = Object.entries(apps) as [AppId, AppEntry][];
  // The front page lives at "/" and would answer for everybody: it comes last.
  const longestFirst = entries.toSorted(([, a], [, b]) => b.path.length - a.path.length);

  for (const [app, { path }] of longestFirst) {
    const folder = join(root, app, "dist");
    const base = path === "/" ? "" : path;
    if (base !== "") site.get(base, (c) => c.redirect(`${base}/${new URL(c.req.url).search}`, 308));
    site.use(`${base}/*`, cacheByName(base));
    site.get(`${base}/*`, async (c, next) => {
      if (isFile(c.req.path)) return next();
      const page = await ownPage(c, { app, folder, shelf, choose });
      return page === null ? next() : c.html(page);
    });
    site.get(
      `${base}/:files{assets-[a-z0-9-]+}/*`,
      serveStatic({
        root: join(root, app),
        // `/studio/assets-bold/a.js` lies in `variants/bold/assets-bold/a.js`.
        rewriteRequestPath: (path) =>
          path.slice(base.length).replace(/^\/assets-([a-z0-9-]+)\//, "/variants/$1/assets-$1/"),
      }),
    );
    site.get(`${base}/*`, serveStatic({ root: folder, rewriteRequestPath: (path) => path.slice(base.length) }));
    site.get(`${base}/*`, (c) => deepLink(c, folder));
  }
  return site;
}

/** Pages run our own scripts only. Styles are written by components, and previews of pictures are data: URLs. */
const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", guardSource],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  fontSrc: ["'self'", "data:"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

const cacheByName = (base: string) =>
  createMiddleware(async (c, next) => {
    await next();
    if (!c.res.ok || c.res.headers.has("cache-control")) return;
    const hashed = /^\/assets(-[a-z0-9-]+)?\//.test(c.req.path.slice(base.length));
    c.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  });

const isFile = (path: string) => /\.[a-z0-9]{1,8}$/i.test(path) && !path.endsWith("/index.html");

type OwnPage = {
  readonly app: AppId;
  readonly folder: string;
  readonly shelf: BuildShelf;
  readonly choose: ChooseBuild;
};

/** The page that an experiment among builds gives this visitor; null where none asks. */
async function ownPage(c: Context, { app, folder, shelf, choose }: OwnPage): Promise<string | null> {
  const chosen = await choose(c, app);
  if (chosen === "no experiment") return null;
  c.header("cache-control", "private, no-store");
  c.header("vary", "cookie");
  if (chosen === "current") return currentPage(folder);
  const page = await variantPage(c, { app, shelf, chosen });
  if (page !== null) return page;
  const current = await currentPage(folder);
  return current === null ? null : withFailure(current, chosen);
}

/** Null where it is not there, or has just failed to start in this page. */
async function variantPage(
  c: Context,
  { app, shelf, chosen }: Pick<OwnPage, "app" | "shelf"> & { readonly chosen: ChosenBuild },
) {
  if (c.req.query(fallbackParameter) === chosen.build) return null;
  const page = await shelf.page(app, chosen.build);
  return page === null ? null : withGuard(page, chosen);
}

const currentPage = (folder: string) => readFile(join(folder, "index.html"), "utf8").catch(() => null);

async function deepLink(c: Context, folder: string) {
  if (isFile(c.req.path)) return c.text("there is no such file", 404);
  const page = await currentPage(folder);
  if (page === null) return c.text("this app is not built: run `pnpm build`", 404);
  return c.html(page);
}

export const pagesAreBuilt = (root: string) =>
  Object.keys(apps).every((app) => existsSync(join(root, app, "dist", "index.html")));
