export type { Staff } from "@flywheel/accounts/staff";
export type { Funnel, FunnelAnswer } from "@flywheel/demand";
export type {
  Arm,
  ArmValue,
  Comparison,
  ExperimentCounts,
  Health,
  MetricReadout,
  PowerTable,
  Readout,
  SegmentReadout,
  VariantCounts,
} from "@flywheel/readout";
export type { AppRouter } from "./router.ts";
export type {
  BatchCard,
  EconomyCard,
  EpochCard,
  LedgerCard,
  NodeCard,
  PayoutCard,
  SuppliedModelCard,
  SupplyCard,
} from "./staff/network-cards.ts";
export type {
  ChatMetadata,
  ConversationCard,
  GenerateStep,
  ImageCard,
  Me,
  MessageCard,
  ModelCard,
  Pack,
  ProofCard,
  ReceiptCard,
  RefusalCard,
} from "./wire.ts";
