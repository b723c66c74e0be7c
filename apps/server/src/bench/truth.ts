import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figures, figureNames, type Part, type Run } from "./truth/part.ts";
import { parts } from "./truth/parts.ts";
import { runJobs } from "./truth/pool.ts";
import { createProgress } from "./truth/progress.ts";

export type TruthSettings = {
  /** Names of parts; all of them when there is none. */
  readonly names: readonly string[];
  /** Populations of each label; all when null. */
  readonly seeds: number | null;
  /** Of a population, instead of as many as its part makes. */
  readonly visitors: number | null;
  /** Side by side. */
  readonly workers: number;
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
  readonly sayProgress: (line: string) => void;
};

/** What was planted against what was found, population by population; says whether every bound was kept. */
export async function benchTruth(settings: TruthSettings): Promise<{ readonly line: object; readonly sound: boolean }> {
  const { names, seeds, visitors, workers, stop, say, sayProgress } = settings;
  const chosen = names.length === 0 ? parts : names.map(partCalled);
  const scratch = await mkdtemp(join(tmpdir(), "flywheel-truth-"));
  const jobs = chosen.flatMap((part) =>
    someOf(part, seeds).map((one) => ({ part: part.name, label: one.label, seed: one.seed, visitors, scratch, one })),
  );
  const progress = createProgress(jobs.length, performance.now.bind(performance), sayProgress);
  const runs = new Map<string, Run[]>(chosen.map(({ name }) => [name, []]));
  try {
    await runJobs(jobs, {
      workers,
      stop,
      onFound({ part, one }, found) {
        runs.get(part)?.push({ ...one, found });
        say(JSON.stringify({ part, label: one.label, planted: one.planted, seed: one.seed, found }));
        progress.done();
      },
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const figures: Record<string, number> = {};
  let sound = true;
  for (const part of chosen) {
    const own: Figures = part.sum(runs.get(part.name) ?? []);
    Object.assign(figures, own);
    if (part.sound(own)) continue;
    sound = false;
    say(JSON.stringify({ part: part.name, broken: own }));
  }
  const last = figureNames.map((name) => [name, figures[name] ?? null] as const);
  return { line: { bench: "truth", ...Object.fromEntries(last) }, sound };
}

export class NoSuchPartError extends Error {}

function partCalled(name: string): Part {
  const part = parts.find((it) => it.name === name);
  if (part) return part;
  throw new NoSuchPartError(`there is no part ${name}; there are ${parts.map((it) => it.name).join(", ")}`);
}

/** The first of every label, then the second: whoever stops early has seen all of them alike. */
function someOf({ populations }: Part, seeds: number | null) {
  const counts = new Map<string, number>();
  return populations
    .map((one) => {
      const place = counts.get(one.label) ?? 0;
      counts.set(one.label, place + 1);
      return { one, place };
    })
    .filter(({ place }) => seeds === null || place < seeds)
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
