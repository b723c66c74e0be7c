import { createHash, timingSafeEqual } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A secret that lives as long as the data beside it: made at the first start, readable by its owner only. Losing it signs
 * every visitor out, so several servers on one database must be given the same one (FLYWHEEL_SECRET).
 */
export async function keptSecret(
  dataDir: string,
  name: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<string> {
  const path = join(dataDir, name);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const made = Buffer.from(randomBytes(32)).toString("base64url");
  const draft = `${path}.${Buffer.from(randomBytes(6)).toString("hex")}`;
  await writeFile(draft, made, { mode: 0o600, flag: "wx" });
  try {
    // It gets its name when it is whole, so that a server that starts at the same time never reads half of it.
    await link(draft, path);
    return made;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
    return (await readFile(path, "utf8")).trim();
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether somebody showed this key, in a time that says nothing about how much of it was right. */
export function keyCheck(key: string): (shown: string) => boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const expected = digest(key);
  return (shown) => timingSafeEqual(expected, digest(shown));
}
