import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

await rm(here("dist"), { recursive: true, force: true });
await build({
  entryPoints: {
    main: here("src/main.ts"),
    owner: here("src/owner.ts"),
    backup: here("src/backup.ts"),
    restore: here("src/restore.ts"),
    "pglite-process": here("../../packages/store/src/engines/pglite-process.ts"),
    "projection-process": here("../../packages/store/src/projection/projection-process.ts"),
    "render-worker": here("../../packages/network/src/render-worker.ts"),
  },
  outdir: here("dist"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  // Native or WASM parts find their own files beside them; everything else is bundled.
  external: ["@electric-sql/pglite", "pg", "pg-native", "@duckdb/node-api", "@napi-rs/canvas"],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  logLevel: "warning",
});
await cp(here("../../packages/store/migrations"), here("dist/migrations"), { recursive: true });
