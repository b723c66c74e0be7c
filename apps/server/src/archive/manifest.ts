import { isIrreplaceable } from "@flywheel/store";
import { z } from "zod";
import { ArchiveRefusedError, NewerArchiveError } from "./refused.ts";

/** The first file of a backup: what follows it, so that whatever is missing, changed or added is noticed. */
export const manifestPath = "flywheel-backup.json";
/** Some 100,000 files; a database of many gigabytes has some thousands. */
export const manifestBytesAtMost = 16 * 1024 * 1024;

const format = 1;

/** Beside the store: what keeps visitors signed in, and the simulator's key. */
const secrets = ["secret", "simulator-key"];

/** Plain names below the data directory only: a path of an archive never leaves the directory it is restored into. */
export const isMember = (path: string): boolean =>
  path.split("/").every((name) => /^[\w.-]+$/.test(name) && !/^\.\.?$/.test(name)) &&
  (secrets.includes(path) || isIrreplaceable(path));

const MemberPath = z.string().max(512).refine(isMember);

export const MemberFile = z.strictObject({
  path: MemberPath,
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type MemberFile = z.infer<typeof MemberFile>;

export const Manifest = z.strictObject({
  product: z.literal("flywheel"),
  format: z.literal(format),
  createdAt: z.iso.datetime(),
  /** The migrations of the product that made it. */
  migrations: z.array(z.string()),
  folders: z.array(MemberPath),
  files: z.array(MemberFile),
});
export type Manifest = z.infer<typeof Manifest>;

/** What every format says of itself. */
const Origin = z.object({ product: z.literal("flywheel"), format: z.int().positive() });

export function manifestOf(parts: Omit<Manifest, "product" | "format">): Manifest {
  return Manifest.parse({ product: "flywheel", format, ...parts });
}

/** @throws ArchiveRefusedError for another product's, a newer one's and a damaged one. */
export function readManifest(text: string, archive: string, ownMigrations: readonly string[]): Manifest {
  const written = parseJson(text);
  const origin = Origin.safeParse(written).data;
  if (!origin) throw new ArchiveRefusedError(`${archive} is not a backup of flywheel`);
  const newer = new NewerArchiveError(`${archive} was made by a newer version of flywheel: update this one first`);
  if (origin.format > format) throw newer;
  const manifest = Manifest.safeParse(written).data;
  if (!manifest) throw new ArchiveRefusedError(`${archive} is damaged: its list of files cannot be read`);
  if (manifest.migrations.some((tag, index) => ownMigrations[index] !== tag)) throw newer;
  return manifest;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
