import type { ExperimentDefinition } from "./definition/definition.ts";
import { firstPhase, readDefinition, usualMeasurement } from "./definition/read-definition.ts";
import type { ExperimentRegister } from "./port.ts";

const panel = [
  { key: "below", name: "Prompt below the picture", value: "below", weight: 0.5 },
  { key: "beside", name: "Prompt beside the picture", value: "beside", weight: 0.5 },
];

const beginnings = [
  { key: "questions", name: "Whole questions", value: "questions", weight: 0.5 },
  { key: "openings", name: "Beginnings of a question", value: "openings", weight: 0.5 },
];

/** The experiments that a new register starts with. */
export const seeds: readonly ExperimentDefinition[] = [
  readDefinition({
    key: "studio-prompt-panel",
    name: "Studio: where the prompt stands",
    hypothesis:
      "With the prompt beside the picture instead of below it, both are in view at once, so more visitors ask again and keep a picture.",
    app: "image-studio",
    layer: "applications",
    feature: "studio.prompt-panel",
    variants: panel,
    coverage: 1,
    measurement: { ...usualMeasurement, segments: ["phones", "desktops", "new-visitors", "returning-visitors"] },
    plan: { visitors: 5_000, days: 28, effect: 0.1 },
    state: "running",
    phase: 1,
    revision: 1,
  }),
  readDefinition({
    key: "chat-beginning",
    name: "Chat: how a first conversation begins",
    hypothesis:
      "New visitors who are given the beginning of a question, instead of a whole one that is sent at once, ask about something of their own, so more of them keep an answer and come back.",
    app: "chat",
    layer: "applications",
    feature: "chat.beginning",
    variants: beginnings,
    coverage: 1,
    targeting: { tenure: "new" },
    measurement: { ...usualMeasurement, secondary: ["asked", "prompts", "returned"], segments: ["phones", "desktops"] },
    plan: { visitors: 5_000, days: 28, effect: 0.1 },
    state: "running",
    phase: 1,
    revision: 1,
  }),
];

/** Writes what is missing and never over what is there: people may have stopped or changed a seed since. */
export async function ensureSeeds(register: ExperimentRegister, atMs: number): Promise<void> {
  for (const seed of seeds) {
    const definition = { ...seed, phases: [firstPhase(seed.variants, atMs)] };
    const { key, author: by } = definition;
    // A save that loses to another server means that the seed is there.
    await register.save(definition, 0, { key, revision: 1, atMs, by, action: "create", changes: [], note: null });
  }
}
