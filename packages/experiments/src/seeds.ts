import type { ExperimentDefinition } from "./definition.ts";
import type { ExperimentRegister } from "./port.ts";

/** The experiments that a new register starts with. */
export const seeds: readonly ExperimentDefinition[] = [
  {
    key: "studio-prompt-panel",
    name: "Studio: where the prompt stands",
    hypothesis:
      "With the prompt beside the picture instead of below it, both are in view at once, so more visitors ask again and keep a picture.",
    app: "image-studio",
    layer: "applications",
    feature: "studio.prompt-panel",
    variants: [
      { key: "below", name: "Prompt below the picture", value: "below", weight: 0.5 },
      { key: "beside", name: "Prompt beside the picture", value: "beside", weight: 0.5 },
    ],
    coverage: 1,
    state: "running",
    phase: 1,
    revision: 1,
  },
];

/** Writes what is missing and never over what is there: people may have stopped or changed a seed since. */
export async function ensureSeeds(register: ExperimentRegister): Promise<void> {
  // A save that loses to another server means that the seed is there.
  for (const seed of seeds) await register.save(seed, 0);
}
