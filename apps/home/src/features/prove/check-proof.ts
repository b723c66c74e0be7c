import { type Evidence, type Step, type VerifierOf, verifyReceipt } from "@flywheel/receipts";
import type { RequestId } from "@flywheel/vocabulary";
import type { FoundReceipt } from "./found-receipt.ts";
import type { OwnWords } from "./own-words.ts";

export type ToCheck = {
  readonly requestId: RequestId;
  readonly found: FoundReceipt;
  /** Null for everybody but the visitor who asked. */
  readonly words: OwnWords | null;
};

/** Checks a proof here and now, with all that this browser holds of it. */
export function checkProof({ requestId, found, words }: ToCheck, verifierOf: VerifierOf): Promise<readonly Step[]> {
  const { receipt, node, settlement, batch, cost } = found;
  const evidence: Evidence = {
    requestId,
    receipt,
    node,
    settlement,
    batch,
    ...words,
    ...(cost ? { cost: { costMicroUsd: Number(cost.microUsd), opgPriceMicroUsd: cost.opgPriceMicroUsd } } : {}),
  };
  return verifyReceipt(evidence, verifierOf);
}

/** Whether time can still change what a check comes to: the receipt waits for its batch, or its batch for the network. */
export const isWaiting = ({ receipt, settlement, batch }: FoundReceipt): boolean =>
  receipt.origin === "mock" && settlement !== "private" && (batch === null || batch.confirmedMs === null);
