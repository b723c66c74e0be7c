import { type ExperimentDefinition, seeds } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { leftOver, sinceOf } from "./clean-up.ts";

const [seed] = seeds;
if (!seed) throw new Error("no seed");
const dayMs = 86_400_000;
const decided = (atMs: number, state: ExperimentDefinition["state"] = "decided"): ExperimentDefinition => ({
  ...seed,
  state,
  decision: { outcome: "ship", variant: "beside", reason: "better", rule: "ship: primary-better", by: "stf_a", atMs },
});

it("[AD41] what was decided more than thirty days ago is to be cleaned up, and nothing else", () => {
  const now = 100 * dayMs;
  const old = decided(now - 31 * dayMs);
  expect(leftOver([seed, old, decided(now - 30 * dayMs), decided(0, "archived")], now)).toEqual([old]);
});

it("[AD40] it is known since when something is so", () => {
  const phase = { startedAtMs: 5, endedAtMs: null, weights: [0.5, 0.5], because: "", caps: {} };
  expect(sinceOf({ ...seed, phases: [] })).toBeNull();
  expect(sinceOf({ ...seed, phases: [phase] })).toBe(5);
  expect(sinceOf({ ...seed, state: "stopped", phases: [{ ...phase, endedAtMs: 9 }] })).toBe(9);
  expect(sinceOf(decided(12))).toBe(12);
});
