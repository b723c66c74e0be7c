import { expect, it } from "vitest";
import { createMemoryExperimentRegister } from "./memory.ts";
import { ensureSeeds, seeds } from "./seeds.ts";

it("[EX5] a new register starts with the seeds", async () => {
  const register = createMemoryExperimentRegister();
  await ensureSeeds(register);
  expect(await register.list()).toEqual(seeds);
  expect(seeds.map(({ key }) => key)).toEqual(["studio-prompt-panel"]);
});

it("[EX5] a seed that people changed stays as they left it", async () => {
  const register = createMemoryExperimentRegister();
  await ensureSeeds(register);
  const [seed] = seeds;
  if (!seed) throw new Error("there are no seeds");
  const stopped = { ...seed, state: "stopped", revision: 2 } as const;
  expect(await register.save(stopped, 1)).toBe(true);
  await ensureSeeds(register);
  expect(await register.get(seed.key)).toEqual(stopped);
});
