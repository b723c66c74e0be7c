import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apps } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { pages, pagesAreBuilt } from "./pages.ts";

const root = await mkdtemp(join(tmpdir(), "flywheel-pages-"));
afterAll(() => rm(root, { recursive: true }));
const unbuilt = pagesAreBuilt(root);
for (const app of Object.keys(apps)) {
  await mkdir(join(root, app, "dist", "assets"), { recursive: true });
  await writeFile(join(root, app, "dist", "index.html"), `<title>${app}</title>`);
  await writeFile(join(root, app, "dist", "assets", "index-abc.js"), `"${app}"`);
}
await writeFile(join(root, "secret.txt"), "not a page");
const site = pages(root);
const get = async (path: string) => {
  const response = await site.request(path);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

describe("pages", () => {
  it("[SV7] knows whether every app is built", () => {
    expect(unbuilt).toBe(false);
    expect(pagesAreBuilt(root)).toBe(true);
  });

  it("[SV7] serves every app of the register under its path, and its deep links", async () => {
    for (const [app, { path }] of Object.entries(apps)) {
      const base = path === "/" ? "" : path;
      expect((await get(`${base}/`)).text).toContain(app);
      expect((await get(`${base}/some/deep-link`)).text).toContain(app);
    }
  });

  it("[SV7] leads a path without its slash to the one with it, and keeps the question", async () => {
    const { status, headers } = await get("/studio?studio-prompt-panel=1");
    expect([status, headers.get("location")]).toEqual([308, "/studio/?studio-prompt-panel=1"]);
  });

  it("[SV7] lets hashed files be kept for a year and pages not at all", async () => {
    const asset = await get("/studio/assets/index-abc.js");
    expect(asset.text).toBe('"image-studio"');
    expect(asset.headers.get("cache-control")).toContain("immutable");
    expect(asset.headers.get("content-type")).toContain("javascript");
    expect((await get("/studio/")).headers.get("cache-control")).toBe("no-cache");
  });

  it("[SV14] lets a page run this site's own scripts only, and nobody frame it", async () => {
    const policy = (await get("/studio/")).headers.get("content-security-policy");
    // The one script that may stand in a page is the server's own guard of a build.
    expect(policy).toMatch(/script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}';/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it.each([
    "/studio/assets/gone.js",
    "/favicon.gone",
    "/studio/../../secret.txt",
    "/..%2f..%2fsecret.txt",
    "/studio/%2e%2e/%2e%2e/secret.txt",
  ])("[SV7] %s is not there", async (path) => {
    const { status, text } = await get(path);
    expect(text).not.toContain("not a page");
    expect(status).toBe(404);
  });
});
