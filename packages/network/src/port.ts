import type { Receipt } from "@flywheel/receipts";
import type { Medium, ModelId, NetworkEvent, NodeId, RequestId, SessionId } from "@flywheel/vocabulary";
import type { Payments } from "./payment/sessions.ts";
import type { Batch, Epoch, Ledger, PaymentSession, SettlementType, StoredReceipt, Weather } from "./state.ts";

export type * from "./state.ts";

/** What a visitor's app may ask for. Prices are micro-dollars: per million tokens, or per image. */
export type HostedModel = {
  readonly id: ModelId;
  readonly medium: Medium;
  readonly publisher: string;
  readonly name: string;
  /** What it is good at, in one sentence. */
  readonly about: string;
  readonly state: "hosted" | "deprecated";
  readonly inputMicroUsdPerMillion: number;
  readonly outputMicroUsdPerMillion: number;
  readonly imageMicroUsd: number;
};

export type ChatMessage = { readonly role: "system" | "user" | "assistant"; readonly content: string };

export type ChatAsk = {
  readonly requestId: RequestId;
  readonly appId: string;
  readonly model: ModelId;
  readonly messages: readonly ChatMessage[];
  /** Always part of the receipt. */
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number;
  /** `batch` unless told. */
  readonly settlement?: SettlementType;
};

export type ImageAsk = {
  readonly requestId: RequestId;
  readonly appId: string;
  readonly model: ModelId;
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** How many previews to show on the way; 0 for none. */
  readonly previews: number;
  /** How many pictures; 1 unless told. One request, one receipt, the price of each. */
  readonly count?: number;
  /** PNG bytes of a picture to work from: the prompt then says what to change. */
  readonly reference?: Uint8Array;
  /** `batch` unless told. */
  readonly settlement?: SettlementType;
};

export type { Receipt };

/** The most that an ask can cost. */
export type Quote = { readonly capMicroUsd: number };

/** Things a healthy network says no to. A crash is not in this list; a crash is thrown. */
export type Refusal =
  | { readonly code: "no-capacity"; readonly model: ModelId; readonly retryAfterMs: number }
  | { readonly code: "no-active-node"; readonly model: ModelId; readonly retryAfterMs: number }
  | { readonly code: "unknown-model"; readonly model: ModelId; readonly known: boolean }
  | { readonly code: "over-budget"; readonly neededMicroUsd: number; readonly allowedMicroUsd: number }
  | { readonly code: "blocked"; readonly model: ModelId };

/** What an app's wallet promised for a request, before it was let in. */
export type Verified = { readonly kind: "verified"; readonly session: SessionId; readonly capMicroUsd: number };

export type Served = {
  readonly receipt: Receipt;
  /** Null behind a plain endpoint. */
  readonly node: NodeId | null;
  /** Null where no wallet paid. */
  readonly session: SessionId | null;
  readonly costMicroUsd: number;
  /** What of the cost no payment covered: 0, unless a session was used up or settled meanwhile. */
  readonly unbilledMicroUsd: number;
  readonly queuedMs: number;
  readonly firstOutputMs: number;
  readonly servedMs: number;
  /** 0 for pictures. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** 0 for text. */
  readonly images: number;
};

/** What goes wrong in a network that is alive: said once, last, and nothing is owed for it. */
export type Failure = { readonly source: "provider" | "gateway"; readonly retryable: boolean };

export type Routed = { readonly kind: "routed"; readonly node: NodeId; readonly queuedMs: number };
export type Ended =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "failed"; readonly failure: Failure; readonly node: NodeId | null };

/** `stopped` is the caller's own abort: the part that was served is owed and has its receipt. */
export type ChatPart =
  | Verified
  | Routed
  | { readonly kind: "token"; readonly text: string }
  | { readonly kind: "completed"; readonly text: string; readonly stopped: boolean; readonly served: Served }
  | Ended;

export type ImagePart =
  | Verified
  | Routed
  | { readonly kind: "step"; readonly step: number; readonly steps: number; readonly preview: Uint8Array | null }
  | { readonly kind: "completed"; readonly images: readonly Uint8Array[]; readonly served: Served }
  | Ended;

export type NetworkStatus = { readonly nodes: number; readonly active: number; readonly models: number };

/**
 * The network as an app sees it: one stream for each ask, its last part says how it ended. Who pays is settled behind
 * it: the app's wallet on the mock network, a key at a real endpoint.
 */
export type Network = {
  models(): readonly HostedModel[];
  quote(
    ask: ChatAsk | ImageAsk,
  ): { readonly outcome: "quoted"; readonly quote: Quote } | { readonly outcome: "refused"; readonly refusal: Refusal };
  /** Aborting the signal stops the node; the stream still ends with `completed` (stopped) if anything was served. */
  chat(ask: ChatAsk, signal: AbortSignal): AsyncIterable<ChatPart>;
  image(ask: ImageAsk, signal: AbortSignal): AsyncIterable<ImagePart>;
  receipt(requestId: RequestId): Promise<StoredReceipt | null>;
  proof(requestId: RequestId): Promise<Proof | null>;
  nodes(): readonly NodeRecord[];
  status(): NetworkStatus;
  close(): Promise<void>;
};

/** The mock network's own side: nobody is served who has not paid. */
export type MockNetwork = Omit<Network, "chat" | "image"> & {
  readonly payments: Payments;
  /** Serves, and bills it to a session that was let in for at least as much. */
  paidBy(session: PaymentSession): Pick<Network, "chat" | "image">;
  readonly control: NetworkControl;
  /** What the clock brings: sessions to settle, batches to flush and confirm, epochs to close. For one server at a time. */
  tend(): Promise<void>;
};

/** All that a verifier of a receipt needs and may know. */
export type Proof = {
  readonly stored: StoredReceipt;
  readonly node: NodeRecord | null;
  /** Null while the receipt waits for its batch, and for a private one always. */
  readonly batch: BatchProof | null;
};

export type BatchProof = Pick<Batch, "root" | "flushedMs" | "confirmedMs" | "blobId" | "size"> & {
  /** From the leaf to the root: hashes, hex without 0x. */
  readonly siblings: readonly string[];
};

/** The operator's side of the mock network. */
export type NetworkControl = {
  weather(): Weather;
  turnWeather(weather: Weather): Promise<void>;
  supply(): readonly NodeSupply[];
  economy(): Promise<Economy>;
};

/** A node as it is now. */
export type NodeSupply = {
  readonly record: NodeRecord;
  readonly isActive: boolean;
  /** `down`: it answers nobody. `slow`: below its promised speed. */
  readonly condition: "well" | "slow" | "down";
  /** Of its promised speed. */
  readonly speedPercent: number;
  /** Places taken: by asks that were routed here, and by the traffic of others, which the weather brings. */
  readonly busy: number;
  readonly busyWithOthers: number;
};

export type Economy = {
  /** Our assumption: what one OPG is worth. */
  readonly opgPriceMicroUsd: number;
  readonly ledger: Ledger;
  /** Newest first. */
  readonly batches: readonly Batch[];
  readonly epochs: readonly Epoch[];
};

/** The registry's record, its field names verbatim, and what is ours beside it. */
export type NodeRecord = {
  readonly teeId: NodeId;
  readonly owner: string;
  readonly paymentAddress: string;
  readonly endpoint: string;
  /** DER SPKI of an RSA-2048 key, base64. */
  readonly publicKey: string;
  readonly tlsCertificate: string;
  readonly pcrHash: string;
  readonly teeType: number;
  readonly enabled: boolean;
  readonly registeredAt: number;
  readonly lastHeartbeatAt: number;
  readonly name: string;
  /** What its machines cost its owner, by our assumption. */
  readonly costMicroUsdPerHour: number;
  readonly capacity: {
    readonly maxConcurrent: number;
    readonly tokensPerSecond: number;
    readonly imagesPerMinute: number;
    readonly models: readonly ModelId[];
  };
};

/** Where the network reports facts that have no visitor. */
export type NetworkReporter = (events: readonly NetworkEvent[]) => void;
