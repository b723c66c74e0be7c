import type { ExperimentDefinition } from "./definition/definition.ts";
import { type AuditEntry, type ExperimentRegister, isLive } from "./port.ts";

/** The register of tests and of a server that keeps nothing. */
export function createMemoryExperimentRegister(): ExperimentRegister {
  const kept = new Map<string, ExperimentDefinition>();
  const entries: AuditEntry[] = [];
  const revisionOf = (key: string) => kept.get(key)?.revision ?? 0;

  return {
    async list() {
      return [...kept.values()]
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map((definition) => structuredClone(definition));
    },

    async get(key) {
      return structuredClone(kept.get(key) ?? null);
    },

    async save(definition, expectedRevision, entry) {
      const { key, feature } = definition;
      if (revisionOf(key) !== expectedRevision) return "outdated";
      const others = [...kept.values()].filter((other) => other.key !== key && isLive(other));
      if (isLive(definition) && others.some((other) => other.feature === feature)) return "feature-taken";
      kept.set(key, structuredClone(definition));
      entries.push(structuredClone(entry));
      return "saved";
    },

    async remove(key, expectedRevision, entry) {
      if (expectedRevision === 0 || revisionOf(key) !== expectedRevision) return "outdated";
      kept.delete(key);
      entries.push(structuredClone(entry));
      return "saved";
    },

    async history(key, limit) {
      const own = entries.filter((entry) => entry.key === key).toReversed();
      return structuredClone(own.slice(0, limit));
    },
  };
}
