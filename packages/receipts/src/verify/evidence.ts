import type { RequestId } from "@flywheel/vocabulary";
import type { CostEvidence } from "../cost.ts";
import type { RegisteredNode } from "../node-activity.ts";
import type { Output } from "../output.ts";
import type { Receipt } from "../receipt.ts";
import type { ImageRequest, TextRequest } from "../request.ts";

/** What a verifier holds. The words are their owner's: who has only the receipt leaves them out, and learns less. */
export type Evidence = {
  readonly requestId: RequestId;
  readonly receipt: Receipt;
  /** The registry's record of the node that the receipt names; null when the registry has none. */
  readonly node: RegisteredNode | null;
  readonly request?: TextRequest | ImageRequest;
  readonly output?: Output;
  /** How the request was settled; `batch` unless told. Of a `private` one no proof is published. */
  readonly settlement?: "private" | "batch" | "individual";
  /** Null or left out while the receipt is in no batch. */
  readonly batch?: BatchEvidence | null;
  readonly cost?: CostEvidence;
};

export type BatchEvidence = {
  /** The published root, hex without 0x. */
  readonly root: string;
  /** From the leaf to the root, hex without 0x. */
  readonly siblings: readonly string[];
  /** Null until the network confirmed the root. */
  readonly confirmedMs: number | null;
};
