import { backUp } from "./archive/back-up.ts";
import { runCommand } from "./archive/command.ts";
import { now } from "./clock.ts";
import { log } from "./log.ts";

/** `pnpm backup FILE`: puts the embedded store, while it is not being served, into one file. */
await runCommand({
  name: "backup",
  does: "back up",
  tool: "pg_dump",
  async run(file, { store: { dataDir } }) {
    const { files, bytes, archiveBytes } = await backUp({ dataDir, archive: file, now, log });
    return `${files} files (${megabytes(bytes)}) are backed up in ${file} (${megabytes(archiveBytes)}). It holds secrets: keep it as safe as the store.`;
  },
});

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
