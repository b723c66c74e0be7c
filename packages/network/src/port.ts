import type { Receipt } from "@flywheel/receipts";
import type { Medium, ModelId, NetworkEvent, NodeId, RequestId } from "@flywheel/vocabulary";

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

export type Served = {
  readonly receipt: Receipt;
  readonly node: NodeId;
  readonly costMicroUsd: number;
  readonly queuedMs: number;
  readonly firstOutputMs: number;
  readonly servedMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

/** What goes wrong in a network that is alive: said once, last, and nothing is owed for it. */
export type Failure = { readonly source: "provider" | "gateway"; readonly retryable: boolean };

export type Routed = { readonly kind: "routed"; readonly node: NodeId; readonly queuedMs: number };
export type Ended =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "failed"; readonly failure: Failure; readonly node: NodeId | null };

/** `stopped` is the caller's own abort: the part that was served is owed and has its receipt. */
export type ChatPart =
  | Routed
  | { readonly kind: "token"; readonly text: string }
  | { readonly kind: "completed"; readonly text: string; readonly stopped: boolean; readonly served: Served }
  | Ended;

export type ImagePart =
  | Routed
  | { readonly kind: "step"; readonly step: number; readonly steps: number; readonly preview: Uint8Array | null }
  | { readonly kind: "completed"; readonly png: Uint8Array; readonly served: Served }
  | Ended;

export type NetworkStatus = { readonly nodes: number; readonly active: number; readonly models: number };

/** The network as its client sees it: one stream for each ask, its last part says how it ended. */
export type Network = {
  models(): readonly HostedModel[];
  quote(
    ask: ChatAsk | ImageAsk,
  ): { readonly outcome: "quoted"; readonly quote: Quote } | { readonly outcome: "refused"; readonly refusal: Refusal };
  /** Aborting the signal stops the node; the stream still ends with `completed` (stopped) if anything was served. */
  chat(ask: ChatAsk, signal: AbortSignal): AsyncIterable<ChatPart>;
  image(ask: ImageAsk, signal: AbortSignal): AsyncIterable<ImagePart>;
  receipt(requestId: RequestId): Promise<StoredReceipt | null>;
  nodes(): readonly NodeRecord[];
  status(): NetworkStatus;
  close(): Promise<void>;
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
  readonly capacity: {
    readonly maxConcurrent: number;
    readonly tokensPerSecond: number;
    readonly imagesPerMinute: number;
    readonly models: readonly ModelId[];
  };
};

/** A receipt with what a verifier needs of the request; the words themselves stay with their owner. */
export type StoredReceipt = { readonly requestId: RequestId; readonly receipt: Receipt; readonly issuedMs: number };

/** A node's secret, made once and kept: PKCS#8 DER, base64. */
export type NodeKey = { readonly name: string; readonly privateKey: string; readonly publicKey: string };

/** What the network needs kept. */
export type NetworkState = {
  nodeKeys(): Promise<readonly NodeKey[]>;
  /** Keeps a key for a node that has none; the first one stays. */
  saveNodeKey(key: NodeKey): Promise<void>;
  /** Keeps a receipt; the first one for a request stays. */
  saveReceipt(receipt: StoredReceipt): Promise<void>;
  receipt(requestId: RequestId): Promise<StoredReceipt | null>;
};

/** Where the network reports facts that have no visitor. */
export type NetworkReporter = (events: readonly NetworkEvent[]) => void;
