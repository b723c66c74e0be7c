import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apps } from "@flywheel/vocabulary/apps";
import { createServer, resolveConfig } from "vite";
import { describe, expect, it, test } from "vitest";
import { buildName } from "./build-name.ts";
import { freePort } from "./built-server.ts";
import { proxyPort, serverPort } from "./dev/addresses.ts";
import { repositoryRoot } from "./repository-root.ts";
import { appConfig } from "./vite.ts";

const evaluate = (command: "serve" | "build") =>
  appConfig("image-studio")({ command, mode: command === "serve" ? "development" : "production" });

describe("[TO50] an app lives under its path in the register", () => {
  it("with its own port, which must be free", () => {
    const { base, server } = evaluate("serve");
    expect({ base, ...server }).toMatchObject({
      base: "/studio/",
      host: "127.0.0.1",
      port: apps["image-studio"].devPort,
      strictPort: true,
    });
    expect(appConfig("home")({ command: "serve", mode: "development" }).base).toBe("/");
  });

  it("and the path without its slash leads there, with what was asked", async () => {
    const config = evaluate("serve");
    const port = await freePort();
    const vite = await createServer({
      ...config,
      configFile: false,
      root: join(repositoryRoot, "apps/image-studio"),
      logLevel: "silent",
      optimizeDeps: { noDiscovery: true },
      server: { ...config.server, port, warmup: { clientFiles: [] } },
    });
    try {
      await vite.listen();
      const ask = async (path: string) => {
        const response = await fetch(`http://127.0.0.1:${port}${path}`, {
          redirect: "manual",
          headers: { accept: "text/html" },
        });
        await response.body?.cancel();
        return [response.status, response.headers.get("location")];
      };
      expect(await ask("/studio")).toEqual([302, "/studio/"]);
      expect(await ask("/studio?studio-prompt-panel=1")).toEqual([302, "/studio/?studio-prompt-panel=1"]);
      expect(await ask("/studio/")).toEqual([200, null]);
      expect(await ask("/studio/a/deep/link")).toEqual([200, null]);
    } finally {
      await vite.close();
    }
  });
});

describe("[TO51] a build is named after what it was made of", () => {
  it("by turbo's hash, else by the commit, in a form that an event accepts", () => {
    expect(buildName({ TURBO_HASH: "37cc7e83a6741a8a" })).toBe("37cc7e83a6");
    expect(buildName({ TURBO_HASH: "not a hash" })).toMatch(/^([0-9a-f]{10,}|local)$/);
    expect(buildName({})).toMatch(/^([0-9a-f]{10,}|local)$/);
  });

  it("and in development it is dev", async () => {
    const config = { configFile: false, logLevel: "silent" } as const;
    const named = async (command: "serve" | "build") =>
      (await resolveConfig({ ...config, define: evaluate(command).define ?? {} }, command)).define?.__FLYWHEEL_BUILD__;
    expect(await named("serve")).toBe('"dev"');
    expect(await named("build")).not.toBe('"dev"');
  });
});

test("[TO52] the proxy's routes and ports are those of the register", () => {
  const proxy = JSON.parse(readFileSync(join(repositoryRoot, "apps/home/microfrontends.json"), "utf8"));
  expect(proxy.options).toEqual({ localProxyPort: proxyPort });
  const fromRegister = Object.entries(apps).map(([id, { path, devPort }]) => [
    id,
    {
      packageName: `@flywheel/${id}`,
      development: { local: { port: devPort } },
      ...(path === "/" ? {} : { routing: [{ paths: [path, `${path}/:path*`] }] }),
    },
  ]);
  const server = {
    packageName: "@flywheel/server",
    development: { local: { port: serverPort } },
    routing: [{ paths: ["/api", "/api/:path*", "/sub/:path*"] }],
  };
  expect(proxy.applications).toEqual({ ...Object.fromEntries(fromRegister), server });
});
