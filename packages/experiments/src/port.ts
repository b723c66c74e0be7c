import type { ExperimentDefinition } from "./definition.ts";

/** What experiments needs kept. */
export type ExperimentRegister = {
  /** By key. */
  list(): Promise<readonly ExperimentDefinition[]>;
  get(key: string): Promise<ExperimentDefinition | null>;
  /** Writes a definition; `expectedRevision` is the one that was read (0: new). False if somebody was faster. */
  save(definition: ExperimentDefinition, expectedRevision: number): Promise<boolean>;
};
