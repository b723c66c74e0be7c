import type { ExperimentDefinition } from "./definition.ts";
import type { ExperimentRegister } from "./port.ts";

/** The register of tests and of a server that keeps nothing. */
export function createMemoryExperimentRegister(): ExperimentRegister {
  const kept = new Map<string, ExperimentDefinition>();
  return {
    async list() {
      return [...kept.values()]
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map((definition) => structuredClone(definition));
    },

    async get(key) {
      return structuredClone(kept.get(key) ?? null);
    },

    async save(definition, expectedRevision) {
      if ((kept.get(definition.key)?.revision ?? 0) !== expectedRevision) return false;
      kept.set(definition.key, structuredClone(definition));
      return true;
    },
  };
}
