export { createDirectorySync, holdDirectory, holdsStore, isIrreplaceable, migrationTags } from "./backup.ts";
export {
  CopyRebuildingError,
  DataDirectoryInUseError,
  JournalFullError,
  QuestionsBusyError,
  StoreError,
  StoreUnavailableError,
} from "./errors.ts";
export { conditionOf } from "./event-condition.ts";
export { openStore, type StoreOptions } from "./open-store.ts";
export type { ProjectionStatus } from "./projection/projection.ts";
export type { QuestionEngine } from "./questions.ts";
export { events } from "./schema/events.ts";
export type { Store } from "./store.ts";
