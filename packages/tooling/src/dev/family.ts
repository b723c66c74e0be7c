import { execFileSync } from "node:child_process";

export type Relation = { readonly pid: number; readonly parent: number; readonly command: string };

/** Every process that this one started, and theirs. */
export function descendantsOf(ancestor: number, relations: readonly Relation[] = allProcesses()): number[] {
  const children = relations.filter(({ parent }) => parent === ancestor).map(({ pid }) => pid);
  return children.flatMap((pid) => [pid, ...descendantsOf(pid, relations)]);
}

/**
 * The process that started this one, and the package managers above it, each of which may be killed without passing it
 * on. A person's shell is not among them: what it started may outlive it.
 */
export function startersOf(descendant: number, relations: readonly Relation[] = allProcesses()): number[] {
  const starters: number[] = [];
  const parentOf = (pid: number) => relations.find((it) => it.pid === pid)?.parent ?? 0;
  for (let pid = parentOf(descendant); pid > 1; pid = parentOf(pid)) {
    const command = relations.find((it) => it.pid === pid)?.command ?? "";
    if (starters.length > 0 && !/\b(npm|npx|pnpm)\b/.test(command)) break;
    starters.push(pid);
  }
  return starters;
}

function allProcesses(): Relation[] {
  // Windows has no ps; there turbo's own job object ends its children.
  if (process.platform === "win32") return [];
  const listing = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 2 ** 26 });
  return listing.split("\n").flatMap((line): Relation[] => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
