import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createQueue } from "../recorder/queue.ts";
import { hasPassed, leaseMs, type Shelf, type ShelfParts } from "../recorder/shelf.ts";
import { openSpoolFile, readSpoolFile, type Spooled, type SpoolFile, type SpoolLine } from "./spool-file.ts";

export type FileSpoolParts = ShelfParts & {
  readonly directory: string;
  /** Of this process and no other: the name of its file. */
  readonly name: string;
};

/**
 * The shelf of servers: a directory with one file of lines for each process. A process writes only its own file, and
 * takes over those that it finds when it is asked for what others left. One that is still alive notices at its next word
 * and begins another: both then know the events, which may be sent twice, and neither had to wait for the other.
 */
export function createFileSpool({ directory, name, now, leftAfterMs, limits }: FileSpoolParts): Shelf {
  const held = createQueue<Spooled>(limits);
  let lost = 0;
  let leasedMs = 0;
  let file: SpoolFile | null = null;
  const path = join(directory, `${name}.spool`);

  const plus = ({ heldMs, key, bytes, json }: Spooled): SpoolLine => ["+", heldMs, key, bytes, json];
  const everything = (): SpoolLine[] => [...held.all().map(plus), ...(lost > 0 ? [["lost", lost] as const] : [])];

  /** Says it in the file, after what the memory already knows was changed. */
  function say(lines: readonly SpoolLine[]): void {
    if (file === null) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      file = openSpoolFile(path);
      file.append(everything());
    } else if (file.isGone() || (file.lines() > 0 && held.size() === 0 && lost === 0)) {
      file.replace(everything());
    } else {
      file.append(lines);
      if (file.lines() > 1_000 + 4 * held.size()) file.replace(everything());
    }
  }

  function takeOver(): void {
    for (const found of filesIn(directory)) {
      if (found === `${name}.spool`) continue;
      const [origin] = found.split(".");
      const taken = join(directory, `${origin}.spool.taken-by-${name}`);
      try {
        // Two may want it: the one whose renaming succeeds has it.
        renameSync(join(directory, found), taken);
      } catch {
        continue;
      }
      const left = readSpoolFile(taken);
      held.putBack(left.events.filter(({ key }) => !held.has(key)));
      const dropped = held.dropSurplus();
      lost += left.lost + dropped.length;
      if (left.events.length > 0 || lost > 0) say([...left.events.map(plus), ["-", ...dropped], ["lost", lost]]);
      rmSync(taken, { force: true });
      rmSync(join(directory, `${origin}.spool.new`), { force: true });
    }
  }

  return {
    async put(unsent) {
      const heldMs = now();
      const events = unsent.map((event) => ({ ...event, heldMs }));
      events.forEach(held.add);
      const dropped = held.dropSurplus();
      say([...events.map(plus), ...(dropped.length > 0 ? [["-", ...dropped] as const] : [])]);
      return dropped;
    },
    async remove(keys) {
      const removed = held.remove(keys);
      if (removed.length > 0) say([["-", ...removed]]);
    },
    async claim({ most, except }) {
      takeOver();
      const heldMs = now();
      const left = held.all().filter((event) => !except(event.key) && hasPassed(event.heldMs, heldMs, leftAfterMs));
      const claimed = left.slice(0, most);
      held.putBack(claimed.map((event) => ({ ...event, heldMs })));
      return claimed;
    },
    async addLosses(count) {
      lost += count;
      say([["lost", lost]]);
      return true;
    },
    async leaseLosses() {
      if (lost === 0 || !hasPassed(leasedMs, now(), leaseMs)) return 0;
      leasedMs = now();
      return lost;
    },
    async settleLosses(told) {
      leasedMs = 0;
      if (told === 0) return;
      lost = Math.max(0, lost - told);
      say([["lost", lost]]);
    },
    async clear() {
      held.clear();
      lost = 0;
      leasedMs = 0;
      for (const found of filesIn(directory, /\.spool/)) rmSync(join(directory, found), { force: true });
    },
  };
}

/** A file that somebody began to take over and could not read to the end is taken over again. */
function filesIn(directory: string, wanted = /\.spool(\.taken-by-[a-z0-9_]+)?$/): readonly string[] {
  try {
    return readdirSync(directory).filter((found) => wanted.test(found));
  } catch {
    return [];
  }
}
