import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../repository-root.ts";
import { copyRepository, installLike } from "../testing/copied-repository.ts";

const app = "poetry-corner";
let copy = "";

beforeAll(() => {
  copy = copyRepository();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a tool that is installed here, in the copy. */
function run(tool: string, args: readonly string[], folder = "") {
  const bin = [
    join(repositoryRoot, "node_modules/.bin", tool),
    join(repositoryRoot, "apps/home/node_modules/.bin", tool),
  ];
  const { status, stdout, stderr, error } = spawnSync(bin.find(existsSync) ?? tool, args, {
    cwd: join(copy, folder),
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "" },
  });
  if (error) throw error;
  return { status, output: `${stdout}${stderr}` };
}

/** As above, where anything but success fails the test with what the tool said. */
function succeed(tool: string, args: readonly string[], folder = ""): string {
  const { status, output } = run(tool, args, folder);
  expect(status, output).toBe(0);
  return output;
}
const generate = (name: string) => run("tsx", ["packages/tooling/src/gen.ts", "app", name]);
const read = (path: string) => readFileSync(join(copy, path), "utf8");

describe("[TO21] pnpm gen app NAME, in a copy of this repository", () => {
  it("makes an app and registers it wherever an app must be known", () => {
    succeed("tsx", ["packages/tooling/src/gen.ts", "app", app]);
    installLike(copy, `apps/${app}`, "apps/home");

    const { applications } = JSON.parse(read("apps/home/microfrontends.json"));
    const ports = Object.values(applications).map(
      (it) => (it as { development: { local: { port: number } } }).development.local.port,
    );
    expect(new Set(ports).size).toBe(ports.length);
    expect(applications[app].routing).toEqual([{ paths: [`/${app}`, `/${app}/:path*`] }]);
    expect(read("packages/vocabulary/src/apps.ts")).toContain(`devPort: ${applications[app].development.local.port}`);
    expect(read("tsconfig.json")).toContain(`apps/${app}`);
    expect(read("README.md")).toContain(`| ${app} |`);
  });

  it("passes the lint, the rooms' table and the rules", () => {
    const changed = [
      "packages/vocabulary/src/apps.ts",
      "packages/tooling/src/rooms.ts",
      "apps/home/microfrontends.json",
    ];
    succeed("biome", ["check", "--vcs-enabled=false", `apps/${app}`, ...changed]);
    const lint = `
      import { lintRooms, lintWords } from "./packages/tooling/src/lint/lint-rooms.ts";
      import { rooms } from "./packages/tooling/src/rooms.ts";
      const found = [...lintRooms(".", rooms).problems, ...lintWords(".", rooms).problems];
      console.log(JSON.stringify(found.filter((it) => JSON.stringify(it).includes("${app}") || it.file === "README.md")));
    `;
    expect(succeed("tsx", ["--eval", lint])).toBe("[]\n");
  });

  it("type-checks", () => {
    succeed("tsc", ["-b", `apps/${app}`]);
  });

  it("passes its own test, which sees the event it records", () => {
    const output = succeed("vitest", ["run", "--project", app, "--reporter=json"]);
    expect(JSON.parse(output.slice(output.indexOf("{"))).numPassedTests).toBe(1);
  });

  it("builds for its path, with the recorder and the event of being opened inside", () => {
    succeed("vite", ["build", "--configLoader", "runner", "--logLevel", "error"], `apps/${app}`);
    const dist = join(copy, "apps", app, "dist");
    const page = readFileSync(join(dist, "index.html"), "utf8");
    expect(page).toContain(`src="/${app}/assets/`);
    expect(page).toContain(`<script src="/api/bootstrap.js?app=${app}">`);
    const scripts = readdirSync(join(dist, "assets")).filter((file) => file.endsWith(".js"));
    const code = scripts.map((file) => readFileSync(join(dist, "assets", file), "utf8")).join("\n");
    expect(code).toContain("app.opened");
    expect(code).toContain("surface.viewed");
    expect(code).toContain(app);
  });

  it("refuses a second one of the same name, and changes nothing", () => {
    const before = read("packages/vocabulary/src/apps.ts");
    expect(generate(app)).toEqual({ status: 1, output: expect.stringContaining(`there is a room ${app} already`) });
    expect(generate("Bad Name")).toEqual({ status: 1, output: expect.stringContaining("small letter") });
    expect(run("tsx", ["packages/tooling/src/gen.ts", "page", "x"])).toEqual({
      status: 2,
      output: expect.stringContaining("usage: pnpm gen app NAME"),
    });
    expect(read("packages/vocabulary/src/apps.ts")).toBe(before);
  });
});
