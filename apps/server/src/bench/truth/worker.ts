import { tmpdir } from "node:os";
import { parts } from "./parts.ts";
import type { Job, Told } from "./pool.ts";
import { type Open, openPopulationIn } from "./population.ts";

/**
 * Makes and judges one population after the other, in a process of its own: each takes a core and a gigabyte. It ends with
 * whoever started it.
 */
process.on("SIGINT", () => {}); // a terminal signals every process of its group; the first one decides
process.once("disconnect", () => process.exit(0));
process.on("message", (job: Job) => void work(job));

async function work({ part: name, label, seed, visitors, scratch }: Job): Promise<void> {
  try {
    const part = parts.find((it) => it.name === name);
    const one = part?.populations.find((it) => it.label === label && it.seed === seed);
    if (part === undefined || one === undefined) throw new Error(`${name} has no population ${label} of seed ${seed}`);
    const open: Open = (given) =>
      openPopulationIn(scratch ?? tmpdir(), { ...given, visitors: visitors ?? given.visitors });
    tell({ found: await part.run(one, open) });
  } catch (error) {
    tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function tell(told: Told): void {
  if (process.connected) process.send?.(told);
}
