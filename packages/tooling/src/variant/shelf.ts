import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apps } from "@flywheel/vocabulary/apps";

/** What is written beside a build, in its variant.json. */
export type RegisteredVariant = {
  readonly app: string;
  readonly name: string;
  /** On every event that its pages record. */
  readonly build: string;
  /** ISO 8601. */
  readonly at: string;
  /** Null where there is no git. */
  readonly commit: string | null;
  /** Whether the working tree was that commit and no more. */
  readonly clean: boolean;
};

export const shelfOf = (root: string, app: string) => join(root, "apps", app, "variants");
export const manifestName = "variant.json";

export const listVariants = (root: string): RegisteredVariant[] =>
  Object.keys(apps).flatMap((app) =>
    namesOn(root, app).map((name) => JSON.parse(readFileSync(join(shelfOf(root, app), name, manifestName), "utf8"))),
  );

/** A folder that starts with a dot is being made or removed. */
export const namesOn = (root: string, app: string): string[] =>
  existsSync(shelfOf(root, app))
    ? readdirSync(shelfOf(root, app))
        .filter((name) => !name.startsWith(".") && existsSync(join(shelfOf(root, app), name, manifestName)))
        .sort()
    : [];

/** Pages that are open when a build is removed load its files for this long; until then its name is not free. */
const keptForMs = 86_400_000;
const removedName = "removed.json";

/** Given to nobody from here on: the server asks for the manifest. Its files stay for whoever has its page open. */
export function removeVariant(root: string, app: string, name: string, at: Date) {
  if (!namesOn(root, app).includes(name)) {
    return { kind: "refused", because: `${app} has no build ${name} (pnpm variant list)` } as const;
  }
  const folder = join(shelfOf(root, app), name);
  writeFileSync(join(folder, removedName), `${JSON.stringify({ at: at.toISOString() })}\n`);
  rmSync(join(folder, manifestName));
  return { kind: "removed" } as const;
}

/** Names whose files are kept for open pages. Those that were kept for long enough are swept away first. */
export function keptOn(root: string, app: string, now: Date): string[] {
  const shelf = shelfOf(root, app);
  const removed = existsSync(shelf)
    ? readdirSync(shelf).filter((name) => !name.startsWith(".") && existsSync(join(shelf, name, removedName)))
    : [];
  return removed.filter((name) => {
    const { at } = JSON.parse(readFileSync(join(shelf, name, removedName), "utf8"));
    if (now.getTime() - Date.parse(at) < keptForMs) return true;
    // Renamed first: half a build must not be served.
    const leaving = join(shelf, `.removed-${name}-${process.pid}`);
    renameSync(join(shelf, name), leaving);
    rmSync(leaving, { recursive: true });
    return false;
  });
}
