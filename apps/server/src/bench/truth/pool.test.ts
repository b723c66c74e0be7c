import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { benchTruth } from "../truth.ts";
import { growth } from "./growth.ts";
import { type Job, runJobs } from "./pool.ts";
import { openPopulation } from "./population.ts";

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "flywheel-pool-test-"));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const job = (seed: number, label = "G = 0.6"): Job => ({ part: "growth", label, seed, visitors: 40, scratch });
/** Each loads most of the repository from source, which takes long on a busy machine. */
const processes = { timeout: 300_000 };
const never = new AbortController().signal;
const quiet = { stop: never, sayProgress: () => {} };

describe("[SV125] the bench of truth", () => {
  it("tells every population as planted and found, then the figures of what was asked for", processes, async () => {
    const lines: { label: string; seed: number; found: { withheld: string | null } }[] = [];
    const say = (line: string) => void lines.push(JSON.parse(line));
    const { line, sound } = await benchTruth({ names: ["growth"], seeds: 1, visitors: 40, workers: 1, ...quiet, say });
    const told = lines.filter(({ label }) => label !== undefined);
    expect(told.map(({ label }) => label).sort()).toEqual(["G = 0.6", "G = 0.9", "G = 1", "G = 1.2"]);
    expect(told.map(({ seed }) => seed).sort((a, b) => a - b)).toEqual([1, 26, 51, 76]);
    const others = {
      bottleneckNamed: null,
      bottleneckWrong: null,
      healthyNamed: null,
      proofNamed: null,
      tieNamed: null,
    };
    expect(line).toEqual({
      ...{ bench: "truth", ...others, gCovered: expect.any(Number), timingRight: null, farmedCalledHere: null },
    });
    // Forty visitors are too few for any number.
    expect(sound).toBe(false);
    expect(lines.at(-1)).toMatchObject({ part: "growth", broken: { populations: 4 } });
  });

  it("knows its parts", async () => {
    const asked = { names: ["luck"], seeds: 1, visitors: 40, workers: 1, ...quiet, say: () => {} };
    await expect(benchTruth(asked)).rejects.toThrow(/no part luck.*growth/);
  });
});

describe("[SV126] populations side by side", () => {
  it("come each once, and the same as in this process", processes, async () => {
    const told: [number, unknown][] = [];
    const onFound = ({ seed }: Job, found: unknown) => void told.push([seed, found]);
    await runJobs(
      [1, 2, 3].map((seed) => job(seed)),
      { workers: 2, stop: never, onFound },
    );
    expect(told.map(([seed]) => seed).sort()).toEqual([1, 2, 3]);
    for (const [seed, found] of told) {
      const one = growth.populations.find((it) => it.seed === seed);
      if (one === undefined) throw new Error(`there is no seed ${seed}`);
      expect(found).toEqual(await growth.run(one, (parts) => openPopulation({ ...parts, visitors: 40 })));
    }
  });

  it("end with the first that fails, which is named", processes, async () => {
    const parts = { workers: 2, stop: never, onFound: () => {} };
    const failing = runJobs([job(1), job(5, "G = 7"), job(2)], parts);
    await expect(failing).rejects.toThrow("growth, G = 7, seed 5 failed");
    await expect(failing).rejects.toMatchObject({ cause: { message: expect.stringContaining("has no population") } });
  });

  it("are stopped at once, and the folder they wrote in is theirs no more", processes, async () => {
    const stopping = new AbortController();
    const onFound = () => stopping.abort();
    const jobs = [1, 2, 3, 4, 5, 6].map((seed) => job(seed));
    await expect(runJobs(jobs, { workers: 1, stop: stopping.signal, onFound })).rejects.toThrow();
    await rm(scratch, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(readdir(scratch)).rejects.toThrow("ENOENT");
  });
});
