import { expect, it } from "vitest";
import { seededRandom } from "../bootstrap/random.ts";
import { normal } from "../calibration/draws.ts";
import { mixtureFor, sequentialInterval } from "../intervals/sequential.ts";
import { decided } from "../testing/decided.ts";
import type { Plan } from "./plan.ts";
import { observationsFor, powerAt } from "./power.ts";

it("[SA35] with the traffic that was asked for, daily looks find the effect at least as often as was promised", () => {
  const mixture = mixtureFor({ alpha: 0.05, plannedN: 5000 });
  const plan: Plan = {
    interval: { kind: "sequential", ...mixture },
    alpha: 0.05,
    treatmentShare: 0.1,
    standardDeviation: 2,
  };
  const effect = 0.3;
  const n = decided(observationsFor(plan, { effect, power: 0.8 }));
  const [worlds, days, random] = [2000, 20, seededRandom(2)];
  let [atEnd, ever] = [0, 0];
  for (let world = 0; world < worlds; world += 1) {
    let [control, treatment, found, last] = [0, 0, false, false];
    for (let day = 1; day <= days; day += 1) {
      // Sums of a day's normal outcomes, drawn as one.
      const seen = { control: (0.9 * n) / days, treatment: (0.1 * n) / days };
      control += 2 * Math.sqrt(seen.control) * normal(random);
      treatment += seen.treatment * effect + 2 * Math.sqrt(seen.treatment) * normal(random);
      const difference = treatment / (day * seen.treatment) - control / (day * seen.control);
      const standardError = 2 * Math.sqrt(1 / (day * seen.control) + 1 / (day * seen.treatment));
      last = sequentialInterval({ difference, standardError, n: (day * n) / days }, 0.05, mixture).low > 0;
      found ||= last;
    }
    if (last) atEnd += 1;
    if (found) ever += 1;
  }
  // Three standard errors of a share of 2,000 worlds.
  const tolerance = 3 * Math.sqrt((0.8 * 0.2) / worlds);
  expect(Math.abs(atEnd / worlds - powerAt(plan, { effect, n }))).toBeLessThan(tolerance);
  expect(ever / worlds).toBeGreaterThan(0.8 - tolerance);
  expect(ever).toBeGreaterThan(atEnd);
});
