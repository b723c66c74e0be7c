import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { refuseVariant } from "./judge-variant.ts";
import { keptOn, manifestName, namesOn, type RegisteredVariant, shelfOf } from "./shelf.ts";

export type VariantToBuild = {
  readonly root: string;
  readonly app: string;
  readonly name: string;
  readonly at: Date;
};
type RunVite = (
  tool: "vite",
  args: readonly string[],
  where: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
) => Promise<number>;

export type VariantResult =
  | { readonly kind: "built"; readonly variant: RegisteredVariant }
  | { readonly kind: "refused"; readonly because: string };

/** Builds beside and then renames, so that a server finds a whole build or none. */
export async function buildVariant({ root, app, name, at }: VariantToBuild, run: RunVite): Promise<VariantResult> {
  const because = refuseVariant(app, name, namesOn(root, app));
  if (because !== null) return { kind: "refused", because };
  if (keptOn(root, app, at).includes(name)) {
    return {
      kind: "refused",
      because: `the build ${name} of ${app} was removed less than a day ago, and its files are kept for pages that are open: choose another name`,
    };
  }

  const shelf = shelfOf(root, app);
  const tree = treeOf(root);
  const when = at.toISOString();
  // The time is in it, because a working tree that is not clean has no name of its own.
  const hash = createHash("sha256").update(`${app} ${name} ${tree.commit} ${when}`).digest("hex");
  const variant = { app, name, build: `${name}.${hash.slice(0, 10)}`, at: when, ...tree };
  mkdirSync(shelf, { recursive: true });
  const making = mkdtempSync(join(shelf, ".making-"));
  try {
    const code = await run("vite", ["build", "--configLoader", "runner", "--outDir", making, "--emptyOutDir"], {
      cwd: join("apps", app),
      env: { FLYWHEEL_VARIANT: name, FLYWHEEL_VARIANT_BUILD: variant.build },
    });
    if (code !== 0) return { kind: "refused", because: `vite ended with ${code}; its output is above` };
    writeFileSync(join(making, manifestName), `${JSON.stringify(variant, null, 2)}\n`);
    renameSync(making, join(shelf, name));
    return { kind: "built", variant };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function treeOf(root: string): Pick<RegisteredVariant, "commit" | "clean"> {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    return { commit: git("rev-parse", "--short=10", "HEAD"), clean: git("status", "--porcelain") === "" };
  } catch {
    return { commit: null, clean: false };
  }
}
