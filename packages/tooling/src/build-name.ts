import { execFileSync } from "node:child_process";

/**
 * Names a build in every event it records. Turbo's hash is derived from all that the build is made of, so equal
 * sources share a name; outside of turbo the commit has to do.
 */
export function buildName({ TURBO_HASH: hash }: Readonly<Record<string, string | undefined>>): string {
  if (hash !== undefined && /^[0-9a-f]{10,}$/.test(hash)) return hash.slice(0, 10);
  return commit() ?? "local";
}

function commit(): string | null {
  try {
    const name = execFileSync("git", ["rev-parse", "--short=10", "HEAD"], { encoding: "utf8", stdio: "pipe" }).trim();
    return /^[0-9a-f]{10,}$/.test(name) ? name : null;
  } catch {
    return null;
  }
}
