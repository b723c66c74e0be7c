import { expect, it } from "vitest";
import { createMemoryExperimentRegister } from "./memory.ts";
import { ensureSeeds, seeds } from "./seeds.ts";

it("[EX5] a new register starts with the seeds", async () => {
  const register = createMemoryExperimentRegister();
  await ensureSeeds(register, 1_000);
  const started = seeds.map((seed) => ({ ...seed, phases: [{ ...seed.phases[0], startedAtMs: 1_000 }] }));
  expect(await register.list()).toEqual(started.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
  expect(seeds.map(({ key, app }) => [key, app])).toEqual([
    ["studio-prompt-panel", "image-studio"],
    ["chat-beginning", "chat"],
  ]);
});

it("[EX5] a seed that people changed stays as they left it", async () => {
  const register = createMemoryExperimentRegister();
  await ensureSeeds(register, 1_000);
  const [seed] = seeds;
  if (!seed) throw new Error("there are no seeds");
  const stopped = { ...seed, state: "stopped", revision: 2 } as const;
  const entry = {
    key: seed.key,
    revision: 2,
    atMs: 2_000,
    by: "stf_ada",
    action: "stop",
    changes: [],
    note: null,
  } as const;
  expect(await register.save(stopped, 1, entry)).toBe("saved");
  await ensureSeeds(register, 1_000);
  expect(await register.get(seed.key)).toEqual(stopped);
});
