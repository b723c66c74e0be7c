import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { basename } from "node:path";

/** Below what serves, above nothing: a picture may take longer, an answer may not. */
const niceness = 10;

/**
 * Lets other threads of this process go first when processors are few. Linux counts niceness for each thread, and names the
 * calling one in /proc; elsewhere niceness belongs to the whole process, so nothing is done.
 */
export function giveWay(): void {
  try {
    setPriority(Number(basename(readlinkSync("/proc/thread-self"))), niceness);
  } catch {
    // Painting without it is only less polite.
  }
}
