import { foldName, type SavedSegment, type SegmentEntry, type SegmentRegister } from "./port.ts";

/** The register of tests and of a server that keeps nothing. */
export function createMemorySegmentRegister(): SegmentRegister {
  const kept = new Map<string, SavedSegment>();
  const entries: SegmentEntry[] = [];
  const lastOf = (key: string) => entries.findLast((entry) => entry.key === key)?.revision ?? 0;
  const revisionOf = (key: string) => kept.get(key)?.revision ?? 0;

  return {
    async list() {
      return [...kept.values()]
        .sort((a, b) => (a.segment.key < b.segment.key ? -1 : 1))
        .map((saved) => structuredClone(saved));
    },

    async save(saved, expectedRevision, entry) {
      const { key, name } = saved.segment;
      if (revisionOf(key) !== expectedRevision) return "outdated";
      if (expectedRevision === 0 && saved.revision !== lastOf(key) + 1) return "outdated";
      const others = [...kept.values()].filter(({ segment }) => segment.key !== key);
      if (others.some(({ segment }) => foldName(segment.name) === foldName(name))) return "name-taken";
      kept.set(key, structuredClone(saved));
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
