import { batchTree } from "@flywheel/receipts";
import type { RequestId } from "@flywheel/vocabulary";
import type { Registry } from "./nodes/registry.ts";
import type { BatchProof, NetworkState, Proof } from "./port.ts";

type ProofParts = {
  readonly state: Pick<NetworkState, "receipt" | "batchOf">;
  readonly registry: Pick<Registry, "nodes">;
};

/** All that a verifier may know of a request: hashes and signatures, never its words. Null when nothing was signed for it. */
export async function findProof({ state, registry }: ProofParts, requestId: RequestId): Promise<Proof | null> {
  const stored = await state.receipt(requestId);
  if (!stored) return null;
  const { receipt } = stored;
  const node =
    receipt.origin === "mock"
      ? registry.nodes.map(({ record }) => record()).find(({ teeId }) => teeId === receipt.teeId)
      : undefined;
  return { stored, node: node ?? null, batch: await batchProof(state, requestId) };
}

async function batchProof(state: ProofParts["state"], requestId: RequestId): Promise<BatchProof | null> {
  const found = await state.batchOf(requestId);
  if (!found) return null;
  const { root, flushedMs, confirmedMs, blobId, size } = found.batch;
  const index = found.receipts.findIndex((batched) => batched.requestId === requestId);
  const siblings = batchTree(found.receipts.map(({ receipt }) => receipt)).siblingsOf(index);
  return { root, flushedMs, confirmedMs, blobId, size, siblings };
}
