import type { ExperimentDefinition } from "./definition/definition.ts";
import type { Action } from "./lifecycle/action.ts";
import type { Change } from "./lifecycle/changes.ts";

export type { SavedSegment, SegmentEntry, SegmentRegister } from "./saved-segments/port.ts";
// For declarations of tables that hold it.
export type { Change };

/** Who did what to an experiment, and when. Append-only. */
export type AuditEntry = {
  readonly key: string;
  /** The one that it led to; of a deletion, the one that was deleted. */
  readonly revision: number;
  readonly atMs: number;
  /** A person who works here, by id; `schedule` and `guardrail` are the machine's own hands. */
  readonly by: string;
  readonly action: Action;
  readonly changes: readonly Change[];
  /** The reason that was given, where one was. */
  readonly note: string | null;
};

/** `outdated`: somebody was faster. `feature-taken`: another experiment on this feature started at the same moment. */
export type SaveOutcome = "saved" | "outdated" | "feature-taken";

/** What experiments needs kept. A definition and its entry are written together, or neither. */
export type ExperimentRegister = {
  /** By key. */
  list(): Promise<readonly ExperimentDefinition[]>;
  get(key: string): Promise<ExperimentDefinition | null>;
  /** Writes a definition; `expectedRevision` is the one that was read (0: new). At most one of a feature is live. */
  save(definition: ExperimentDefinition, expectedRevision: number, entry: AuditEntry): Promise<SaveOutcome>;
  /** The definition goes, what was done to it stays. */
  remove(key: string, expectedRevision: number, entry: AuditEntry): Promise<Exclude<SaveOutcome, "feature-taken">>;
  /** Newest first. */
  history(key: string, limit: number): Promise<readonly AuditEntry[]>;
};

/** While an experiment is live nobody else may have its feature. */
export const isLive = ({ state }: Pick<ExperimentDefinition, "state">): boolean =>
  state === "running" || state === "paused";
