import { existsSync, readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

const roomFolders = ["packages", "apps"].flatMap((parent) =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${parent}/${entry.name}/src`))
    .map(({ name }) => ({ name, root: `${parent}/${name}` })),
);

/** One project per room, so that a failure names its room and `--project ROOM` runs one alone. */
export default defineConfig({
  test: {
    // PGlite and PostgreSQL take memory and cores of their own; more workers only wait for each other.
    maxWorkers: 2,
    projects: roomFolders.map(({ name, root }) => ({
      test: {
        name,
        root,
        include: ["src/**/*.test.{ts,tsx}"],
        // A database's first start takes seconds on a busy machine.
        testTimeout: 60_000,
        hookTimeout: 120_000,
      },
    })),
  },
});
