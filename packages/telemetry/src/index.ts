export {
  type FactSource,
  factOf,
  type NetworkFactSource,
  networkFactOf,
  WrongFactError,
} from "./facts.ts";
export { createMemoryEventLog } from "./memory.ts";
export type { EventLog, LogCursor, QuarantinedEvent, RefusalReason } from "./port.ts";
