import type { Segment } from "@flywheel/vocabulary";

/** A segment that somebody saved, in its latest revision. */
export type SavedSegment = {
  readonly segment: Segment;
  readonly revision: number;
  readonly savedAtMs: number;
  /** A person who works here, by id. */
  readonly by: string;
};

/** Who did what to a saved segment, and when. Append-only. */
export type SegmentEntry = {
  readonly key: string;
  /** The one that it led to; of a removal, the one that was removed. */
  readonly revision: number;
  readonly atMs: number;
  readonly by: string;
  readonly action: "save" | "rename" | "change" | "remove";
  /** As it was afterwards; of a removal, as it was before. */
  readonly segment: Segment;
};

/** `outdated`: somebody was faster. `name-taken`: another saved segment is called so. */
export type SegmentOutcome = "saved" | "outdated" | "name-taken";

/** What saved segments need kept. A segment and its entry are written together, or neither. */
export type SegmentRegister = {
  /** By key. */
  list(): Promise<readonly SavedSegment[]>;
  /**
   * `expectedRevision` is the one that was read (0: new). A new one goes on from the last revision in the history of its
   * key, so that no revision is ever of two. No two have one name, whatever its capitals.
   */
  save(saved: SavedSegment, expectedRevision: number, entry: SegmentEntry): Promise<SegmentOutcome>;
  /** The segment goes, what was done to it stays. */
  remove(key: string, expectedRevision: number, entry: SegmentEntry): Promise<Exclude<SegmentOutcome, "name-taken">>;
  /** Newest first. */
  history(key: string, limit: number): Promise<readonly SegmentEntry[]>;
};

/** By what two names are told apart. */
export const foldName = (name: string): string => name.trim().toLowerCase();
