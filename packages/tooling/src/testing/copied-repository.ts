import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { roomsOnDisk } from "../lint/rooms-on-disk.ts";
import { repositoryRoot } from "../repository-root.ts";

const notCopied = new Set([".git", "node_modules", "dist", ".types", ".turbo", ".flywheel", "results", "report"]);

/** This repository's sources in a temporary folder; what is installed here is installed there, its rooms are its own. */
export function copyRepository(): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "flywheel-copy-")));
  cpSync(repositoryRoot, copy, { recursive: true, filter: (path) => !notCopied.has(basename(path)) });
  for (const name of [".pnpm", ".bin"])
    link(join(repositoryRoot, "node_modules", name), join(copy, "node_modules", name));
  installLike(copy, "", "");
  for (const { folder } of roomsOnDisk(copy)) installLike(copy, folder, folder);
  return copy;
}

/** What `pnpm install` would do for a folder whose needs are among those of another one that is installed here. */
export function installLike(copy: string, folder: string, neighbour: string): void {
  const installed = join(repositoryRoot, neighbour, "node_modules");
  if (!existsSync(installed)) return;
  for (const name of packagesIn(installed)) {
    const target = realpathSync(join(installed, name));
    const isRoom = name.startsWith("@flywheel/");
    link(isRoom ? target.replace(repositoryRoot, copy) : target, join(copy, folder, "node_modules", name));
  }
}

function packagesIn(installed: string): string[] {
  return readdirSync(installed)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(installed, name)).map((bare) => `${name}/${bare}`) : [name],
    );
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
