import { readdir, readFile } from "node:fs/promises";

/** What a process and everything it has started use. From /proc, so on Linux only; elsewhere null. */
export type Usage = { readonly residentMb: number; readonly cpuMs: number };

const pageBytes = 4_096;
/** Linux counts processor time in hundredths of a second for programs, whatever its own clock does. */
const tickMs = 10;

export async function usageOf(rootPid: number): Promise<Usage | null> {
  const processes = await Promise.all((await pids()).map(readProcess));
  const known = processes.filter((it) => it !== null);
  if (known.length === 0) return null;
  const tree = new Set([rootPid]);
  for (let grown = true; grown; ) {
    const children = known.filter(({ pid, parent }) => tree.has(parent) && !tree.has(pid));
    for (const { pid } of children) tree.add(pid);
    grown = children.length > 0;
  }
  const members = known.filter(({ pid }) => tree.has(pid));
  return {
    residentMb: members.reduce((sum, { pages }) => sum + pages * pageBytes, 0) / 1_048_576,
    cpuMs: members.reduce((sum, { ticks }) => sum + ticks * tickMs, 0),
  };
}

const pids = async (): Promise<number[]> =>
  (await readdir("/proc").catch(() => [])).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));

/** Source: proc(5), /proc/pid/stat; the fields after the name, which may hold spaces. */
async function readProcess(pid: number) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  // Children that have ended are counted where they were waited for.
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0);
  return { pid, parent: fields[1] ?? 0, ticks, pages: fields[21] ?? 0 };
}
