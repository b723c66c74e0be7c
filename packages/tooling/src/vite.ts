import { fileURLToPath } from "node:url";
import { type AppId, apps } from "@flywheel/vocabulary/apps";
import react from "@vitejs/plugin-react";
import { type Connect, defineConfig, type Plugin } from "vite";
import { buildName } from "./build-name.ts";

/** The one Vite configuration of every microfrontend: it lives under its path in the register, alone on its port. */
export function appConfig(appId: AppId) {
  const { path, devPort } = apps[appId];
  const base = path === "/" ? "/" : `${path}/`;
  const { FLYWHEEL_VARIANT: variant = "", FLYWHEEL_VARIANT_BUILD: variantBuild = "" } = process.env;
  const listen = { host: "127.0.0.1", port: devPort, strictPort: true };
  return defineConfig(({ command }) => ({
    base,
    clearScreen: false,
    plugins: [react(), addTrailingSlash(base)],
    define: {
      __FLYWHEEL_BUILD__: JSON.stringify(command === "serve" ? "dev" : variantBuild || buildName(process.env)),
    },
    // Packages are linked source: without this a page could end up with two Reacts.
    resolve: { dedupe: ["react", "react-dom", "@mantine/core", "@mantine/hooks", "@tanstack/react-query"] },
    server: {
      ...listen,
      fs: { allow: [fileURLToPath(new URL("../../..", import.meta.url))] },
      warmup: { clientFiles: ["./src/main.tsx"] },
    },
    preview: listen,
    build: {
      // Builds of one app share its path: a folder each for their files, so that all can be served at once.
      assetsDir: variant === "" ? "assets" : `assets-${variant}`,
      sourcemap: true,
      rolldownOptions: { output: { codeSplitting: { groups: slowlyChanging } } },
    },
  }));
}

/** What changes with the lockfile only: a release of ours leaves it in the visitor's cache. */
const slowlyChanging = [
  { name: "react", test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
  { name: "mantine", test: /[\\/]node_modules[\\/]@mantine[\\/](core|hooks)[\\/]/, priority: 2 },
  { name: "data", test: /[\\/]node_modules[\\/](@trpc|@tanstack)[\\/]/, priority: 1 },
];

/** Vite answers `/studio` with 404 when the base is `/studio/`; the built server redirects, and so does this. */
function addTrailingSlash(base: string): Plugin {
  const bare = base.slice(0, -1);
  const redirect: Connect.NextHandleFunction = (request, response, next) => {
    const [path, query] = (request.url ?? "").split("?", 2);
    if (bare === "" || path !== bare) return next();
    response.writeHead(302, { location: query === undefined ? base : `${base}?${query}` }).end();
  };
  return {
    name: "flywheel:add-trailing-slash",
    configureServer: ({ middlewares }) => void middlewares.use(redirect),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(redirect),
  };
}
