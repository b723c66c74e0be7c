import { open } from "node:fs/promises";

/** Makes the names in a folder last. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return; // folders cannot be opened there
  await using folder = await open(path, "r");
  await folder.sync();
}
