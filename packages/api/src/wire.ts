import type { AccountsSummary } from "@flywheel/accounts";
import type { HostedModel, NodeRecord, Proof, Refusal, StoredReceipt } from "@flywheel/network";
import type { Consent, Medium } from "@flywheel/vocabulary";
import type { Conversation, Image, Message } from "@flywheel/works/port";

/** What pages are told. Plain JSON: times are milliseconds, no dates, no big integers. */
export type Pack = {
  readonly id: string;
  readonly title: string;
  readonly credits: number;
  readonly priceMicroUsd: number;
};

export type Me = {
  readonly visitorId: string;
  readonly consent: Consent;
  readonly privacySignal: boolean;
  readonly credits: {
    readonly free: number;
    readonly granted: number;
    readonly purchased: number;
    readonly held: number;
  };
  readonly allowance: AccountsSummary["allowance"];
  readonly spendableCredits: number;
  readonly packs: readonly Pack[];
};

export type ModelCard = {
  readonly id: string;
  readonly medium: Medium;
  readonly publisher: string;
  readonly name: string;
  readonly about: string;
  readonly state: HostedModel["state"];
  /** Of one image, or of a typical message: 300 words in, 300 words out. */
  readonly credits: number;
};

/** Where a receipt came from decides whether it names a node, and whether we know that node's name. */
export type ReceiptCard = { readonly requestId: string; readonly issuedMs: number } & (
  | { readonly origin: "mock"; readonly node: string; readonly nodeName: string }
  | { readonly origin: "opengradient"; readonly node: string }
  | { readonly origin: "none" }
);

/** All that anybody needs to check an answer, and none of its words. */
export type ProofCard = Pick<StoredReceipt, "receipt" | "issuedMs" | "settlement"> & {
  /** The registry's record of the node; null where there is none of ours. */
  readonly node: Omit<NodeRecord, "capacity" | "costMicroUsdPerHour"> | null;
  /** Null while the receipt is in no batch, and for a private one always. */
  readonly batch: Proof["batch"];
  /** What was signed, in whole micro-dollars; null where no cost was. */
  readonly cost: { readonly microUsd: string; readonly opgPriceMicroUsd: number } | null;
};

export type ImageCard = Omit<Image, "id" | "requestId" | "model"> & {
  readonly id: string;
  readonly requestId: string;
  readonly model: string;
  /** Only its owner can fetch it. */
  readonly url: string;
};

export type RefusalCard = {
  readonly code: Refusal["code"];
  readonly message: string;
  readonly retryAfterMs?: number;
  readonly neededCredits?: number;
  readonly availableCredits?: number;
};

export type GenerateStep =
  | { readonly kind: "started"; readonly requestId: string; readonly credits: number }
  | { readonly kind: "routed"; readonly nodeName: string; readonly queuedMs: number }
  | { readonly kind: "step"; readonly step: number; readonly steps: number; readonly preview: string | null }
  | {
      readonly kind: "done";
      readonly image: ImageCard;
      readonly receipt: ReceiptCard;
      readonly credits: number;
      readonly spendableCredits: number;
    }
  | { readonly kind: "refused"; readonly refusal: RefusalCard }
  | { readonly kind: "failed"; readonly retryable: boolean; readonly message: string };

export type ConversationCard = Omit<Conversation, "id" | "model"> & { readonly id: string; readonly model: string };

export type MessageCard = Omit<Message, "id" | "requestId" | "model"> & {
  readonly id: string;
  readonly requestId: string | null;
  readonly model: string | null;
  readonly receipt: ReceiptCard | null;
};

/** What a streamed chat message carries beside its words. */
export type ChatMetadata = {
  readonly requestId: string;
  readonly credits?: number;
  readonly receipt?: ReceiptCard;
  readonly refusal?: RefusalCard;
};
