import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AppId } from "@flywheel/vocabulary";

export type BuildShelf = {
  /** Names of the builds that can be served beside the current one. */
  of(app: AppId): Promise<readonly string[]>;
  /** The page of a build; null if it is not there or is no page. */
  page(app: AppId, build: string): Promise<string | null>;
};

const namePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * What `pnpm variant build` has left in `<root>/<app>/variants/<name>/`. Looked at whenever it matters, a start of an
 * experiment or a page of one: so nothing has to be told to a server that runs.
 */
export function openBuildShelf(root: string): BuildShelf {
  const folderOf = (app: AppId, build = "") => join(root, app, "variants", build);
  const isRegistered = (app: AppId, build: string) =>
    namePattern.test(build) && existsSync(join(folderOf(app, build), "variant.json"));

  return {
    async of(app) {
      const names = await readdir(folderOf(app)).catch(() => []);
      return names.filter((name) => isRegistered(app, name)).sort();
    },
    async page(app, build) {
      if (!isRegistered(app, build)) return null;
      const page = await readFile(join(folderOf(app, build), "index.html"), "utf8").catch(() => null);
      return page?.includes("<head>") && page.includes("<script") ? page : null;
    },
  };
}
