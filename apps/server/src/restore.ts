import { runCommand } from "./archive/command.ts";
import { restore } from "./archive/restore.ts";

/** `pnpm restore FILE`: makes the data directory of an embedded store from a backup. */
await runCommand({
  name: "restore",
  does: "restore",
  tool: "pg_restore",
  async run(file, { store: { dataDir } }) {
    const { createdAt, files } = await restore(file, dataDir);
    return `${files.length} files of the backup of ${createdAt} are restored in ${dataDir}. Start the product with \`pnpm start\`.`;
  },
});
