import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url)).replace(/[\\/]$/, "");
const shelf = join(root, "apps/image-studio/variants");
const folderOf = (name: string) => join(shelf, name);

/** One thing that is otherwise in a file of the source. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

/**
 * Builds the studio with the command that people use, once for each change, in a copy of the source: what somebody is
 * writing meanwhile stays as it is. Answers with the id that is on the events of each build.
 */
export function registerBuilds(changes: Readonly<Record<string, Change>>): Readonly<Record<string, string>> {
  const copy = mkdtempSync(join(tmpdir(), "flywheel-copy-"));
  try {
    copySource(copy);
    return Object.fromEntries(
      Object.entries(changes).map(([name, change]) => [name, registerBuild(copy, name, change)]),
    );
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function registerBuild(copy: string, name: string, { file, from, to }: Change): string {
  const path = join(copy, file);
  const before = readFileSync(path, "utf8");
  if (!before.includes(from)) throw new Error(`${file} does not hold "${from}"`);
  writeFileSync(
    path,
    before.replace(from, () => to),
  );
  variantCommand(copy, "build", name);
  writeFileSync(path, before);

  mkdirSync(shelf, { recursive: true });
  // Whole before it is seen, as the command does it.
  const making = folderOf(`.making-${name}`);
  cpSync(join(copy, relative(root, folderOf(name))), making, { recursive: true });
  renameSync(making, folderOf(name));
  return JSON.parse(readFileSync(join(folderOf(name), "variant.json"), "utf8")).build;
}

const notSource = /^(node_modules|\.git|\.turbo)$|^apps[\\/][^\\/]+[\\/](dist|variants|results|\.turbo)$/;

/** The links in each room's node_modules are relative: those to other rooms lead into the copy. */
function copySource(copy: string): void {
  const filter = (from: string) => !notSource.test(relative(root, from));
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true, filter });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
}

const variantCommand = (cwd: string, what: "build" | "remove", name: string) =>
  execFileSync(
    process.execPath,
    ["--import", "tsx", join(cwd, "packages/tooling/src/variant.ts"), what, "image-studio", name],
    { cwd, stdio: "pipe" },
  );

/** Its visitors get the current build from their next page on. */
export const removeBuild = (name: string) => variantCommand(root, "remove", name);

/** Takes away the script that the page of a build begins with. */
export function loseScript(name: string): void {
  const page = readFileSync(join(folderOf(name), "index.html"), "utf8");
  const [, script] = /<script type="module"[^>]* src="\/studio\/([^"]+)"/.exec(page) ?? [];
  if (script === undefined) throw new Error(`the page of ${name} has no script`);
  rmSync(join(folderOf(name), script));
}

/** Leaves nothing of them, whether they were removed or not. */
export function sweepBuilds(names: readonly string[]): void {
  for (const name of names) rmSync(folderOf(name), { recursive: true, force: true });
}
