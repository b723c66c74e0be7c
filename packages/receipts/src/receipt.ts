import type { ModelId, NodeId, RequestId } from "@flywheel/vocabulary";
import type { OutputCommitment } from "./output.ts";

/** Joins payment and proof, which the real network cannot. Ours; signed by the same key. */
export type JoiningBlock = {
  readonly request_id: RequestId;
  readonly session_id: string;
  readonly payment_hash: string;
  readonly app_id: string;
  readonly model: ModelId;
  /** In the smallest unit of the token (18 decimals), as a string: it does not fit a double. */
  readonly cost_opg: string;
  readonly output_commitment: OutputCommitment;
};

/** What a node signed, in the real network's terms and bytes. */
export type TeeProof = {
  readonly teeId: NodeId;
  readonly teeRequestHash: string;
  readonly teeOutputHash: string;
  /** Unix seconds. */
  readonly teeTimestamp: number;
  /** RSA-PSS over keccak256(request hash, output hash, timestamp), base64. */
  readonly teeSignature: string;
};

/** Of our mock network: `flywheel` is ours. */
export type MockReceipt = TeeProof & {
  readonly origin: "mock";
  readonly flywheel: JoiningBlock;
  /** The same key over keccak256 of the canonical joining block with the three tee values, base64. */
  readonly flywheelSignature: string;
};

/** Of a verifying proxy of the real network: its tee fields, passed through untouched. */
export type PassedReceipt = TeeProof & { readonly origin: "opengradient" };

/** A plain endpoint signs nothing, and nobody pretends that it did. */
export type NoReceipt = { readonly origin: "none" };

/** Where a receipt came from decides what it can prove. */
export type Receipt = MockReceipt | PassedReceipt | NoReceipt;
