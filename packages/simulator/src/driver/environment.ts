import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Scripts of a package run in its folder; the data directory is the repository's. */
const repository = join(dirname(fileURLToPath(import.meta.url)), "../../../..");

/** FLYWHEEL_WRITE_KEY, or the key that a development server has put into its data directory. */
export function findWriteKey(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const { FLYWHEEL_WRITE_KEY: given, FLYWHEEL_DATA_DIR: dataDir = ".flywheel" } = environment;
  if (given !== undefined && given !== "") return given;
  const file = resolve(repository, dataDir, "simulator-key");
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new Error(`no write key: set FLYWHEEL_WRITE_KEY, or start the server once so that it writes ${file}`, {
      cause,
    });
  }
}
