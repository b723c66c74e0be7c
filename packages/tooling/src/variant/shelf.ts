import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
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

export function removeVariant(root: string, app: string, name: string) {
  if (!namesOn(root, app).includes(name)) {
    return { kind: "refused", because: `${app} has no build ${name} (pnpm variant list)` } as const;
  }
  // Renamed first: half a build must not be served.
  const leaving = join(shelfOf(root, app), `.removed-${name}-${process.pid}`);
  renameSync(join(shelfOf(root, app), name), leaving);
  rmSync(leaving, { recursive: true });
  return { kind: "removed" } as const;
}
