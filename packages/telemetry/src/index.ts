export { type EventCard, eventCardOf } from "./event-card.ts";
export { type FactSource, factOf, type NetworkFactSource, networkFactOf, WrongFactError } from "./facts.ts";
export { Batch, batchLimits, type Intake, type IntakeOutcome, type RefusedEvent, takeIn } from "./intake.ts";
export { createMemoryEventLog } from "./memory.ts";
export type { EventLog, LogCursor, QuarantinedEvent, RefusalReason } from "./port.ts";
export { readUserAgent, type Sender, type Surroundings, writeKeyHeader } from "./sender.ts";
