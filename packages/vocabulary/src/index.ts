export { type AppEntry, type AppId, appIds, apps } from "./apps.ts";
export type { Bootstrap } from "./bootstrap.ts";
export {
  type BrowserEventName,
  type Catalogue,
  catalogue,
  definitionOf,
  type EventDefinition,
  type EventName,
  eventNames,
  type FieldsOf,
  isEventName,
  Medium,
  type NetworkEventName,
  RefusalCode,
  type ServerEventName,
  type Writer,
} from "./catalogue/index.ts";
export { Consent, ConsentClass } from "./consent.ts";
export {
  type DeviceClass,
  deviceClasses,
  type FieldValue,
  type NetworkEvent,
  SentEvent,
  type TakenEvent,
} from "./event.ts";
export { Funding, fundings } from "./funding.ts";
export {
  ConversationId,
  EventId,
  HoldId,
  ImageId,
  MessageId,
  ModelId,
  NodeId,
  PurchaseId,
  RequestId,
  SessionId,
  ShareId,
  Slug,
  VisitorId,
} from "./ids.ts";
export { type EventFilter, type JourneyGate, journey, journeyGates } from "./journey.ts";
export { Layer, layers } from "./layers.ts";
export { areDisjoint, KnownEventFilter } from "./measuring/event-filter.ts";
export { Amount, Metric } from "./measuring/metric.ts";
export { metricOf, metrics } from "./measuring/metrics.ts";
export { haveSameConditions } from "./measuring/same-conditions.ts";
export { newForMs, Segment, VisitorCondition } from "./measuring/segment.ts";
export { segmentOf, segments } from "./measuring/segments.ts";
export { mint } from "./mint.ts";
export { type Role, StaffRole, staffRoles } from "./roles.ts";
export { Credits, creditsFor, DurationMs, MicroUsd, microUsdPerCredit } from "./units.ts";
export { visitorKeyOf } from "./visitor-key.ts";
