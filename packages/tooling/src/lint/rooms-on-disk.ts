import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type RoomOnDisk = {
  readonly name: string;
  /** From the repository's root, with forward slashes. */
  readonly folder: string;
  readonly isApp: boolean;
  readonly manifest: Manifest;
  /** Folders of other rooms that its tsconfig.json refers to. */
  readonly references: readonly string[];
  /** Its TypeScript files, from the repository's root. */
  readonly modules: readonly string[];
};

export type Manifest = {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

type ProjectConfig = { readonly references?: readonly { readonly path: string }[] };

export function roomsOnDisk(root: string): readonly RoomOnDisk[] {
  return ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent))
      .filter((name) => existsSync(join(root, parent, name, "package.json")))
      .sort()
      .map((name): RoomOnDisk => {
        const folder = `${parent}/${name}`;
        const { references = [] }: ProjectConfig = readJson(join(root, folder, "tsconfig.json"));
        return {
          name,
          folder,
          isApp: parent === "apps",
          manifest: readJson(join(root, folder, "package.json")),
          references: references.map(({ path }) => path),
          modules: modulesIn(root, folder),
        };
      }),
  );
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

const notOurs = new Set(["node_modules", "dist", ".types", ".turbo", "results", "report", "coverage"]);

function modulesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : modulesIn(root, path);
    return /\.(m|c)?tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}
