import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../repository-root.ts";

const root = mkdtempSync(join(tmpdir(), "flywheel-handed-in-"));
afterAll(() => rmSync(root, { recursive: true }));

const { vcs: _, ...configuration } = JSON.parse(readFileSync(join(repositoryRoot, "biome.json"), "utf8"));
writeFileSync(join(root, "biome.json"), JSON.stringify(configuration));
cpSync(join(repositoryRoot, "packages/tooling/lint"), join(root, "packages/tooling/lint"), { recursive: true });

/** The repository's own configuration, on one planted file. */
function lint(file: string, source: string): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  const biome = join(repositoryRoot, "node_modules/.bin/biome");
  const { stdout, stderr, error } = spawnSync(biome, ["lint", file], { cwd: root, encoding: "utf8" });
  if (error) throw error;
  return `${stdout}${stderr}`;
}

describe("[TO11] the clock, chance and the environment are handed in", () => {
  it.each([
    ["the time", "export const a = Date.now();\n", /clock is handed in/],
    ["the clock itself", "export const a = { now: Date.now };\n", /clock is handed in/],
    ["a date of now", "export const a = new Date();\n", /clock is handed in/],
    ["chance", "export const a = Math.random();\n", /Chance is handed in/],
    ["the environment", "export const a = process.env.HOME;\n", /environment is handed in/],
  ])("%s is refused in product code", (_, source, reason) => {
    expect(lint("packages/ledger/src/a.ts", source)).toMatch(reason);
    expect(lint("apps/desk/src/deep/a.tsx", source)).toMatch(reason);
  });

  it("a date of a given moment is not the clock", () => {
    expect(lint("packages/ledger/src/b.ts", "export const b = (atMs: number) => new Date(atMs);\n")).not.toMatch(
      /handed in/,
    );
  });

  it.each(["clock.ts", "random.ts", "environment.ts", "a.test.ts", "main.ts"])("%s may ask the machine", (name) => {
    expect(lint(`packages/ledger/src/${name}`, "export const a = Date.now() + Math.random();\n")).not.toMatch(
      /handed in/,
    );
  });
});
