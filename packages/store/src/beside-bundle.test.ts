import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { program } from "./engines/pglite-child.ts";
import { migrationsFolder } from "./migrate.ts";

describe("what the store needs beside its code", () => {
  it("[ST20] is found from source", () => {
    expect(existsSync(join(migrationsFolder(new URL("migrate.ts", import.meta.url).href), "meta/_journal.json"))).toBe(
      true,
    );
    const { file, execArgv } = program(new URL("engines/pglite-child.ts", import.meta.url).href);
    expect(existsSync(file)).toBe(true);
    expect(execArgv[0]).toBe("--import");
  });

  it("[ST20] is looked for beside a bundle", () => {
    expect(migrationsFolder("file:///srv/dist/main.js")).toBe("/srv/dist/migrations");
    expect(program("file:///srv/dist/main.js")).toEqual({ file: "/srv/dist/pglite-process.js", execArgv: [] });
  });
});
