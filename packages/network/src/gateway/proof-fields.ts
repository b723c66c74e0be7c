import type { TeeProof } from "@flywheel/receipts";
import type { Receipt, Served } from "../port.ts";
import { costOpg, opgPriceMicroUsd, usdText } from "../serving/prices.ts";

/** A frame, or a whole response, that tells what was served and proves it. */
export type ServedFrame = ReturnType<typeof proofFields>;

/** The receipt in the real network's words, its costs, and beside them what is ours. */
export function proofFields(served: Served) {
  const { receipt, costMicroUsd } = served;
  return {
    ...(receipt.origin === "none" ? {} : teeFields(receipt)),
    opengradient: {
      cost_opg: costOpg(costMicroUsd),
      cost_usd: usdText(costMicroUsd),
      opg_price_usd: usdText(opgPriceMicroUsd),
    },
    ...(receipt.origin === "mock" ? { flywheel: receipt.flywheel, flywheel_signature: receipt.flywheelSignature } : {}),
    flywheel_served: served,
  };
}

const teeFields = (proof: TeeProof) => ({
  tee_id: proof.teeId,
  tee_request_hash: proof.teeRequestHash,
  tee_output_hash: proof.teeOutputHash,
  tee_timestamp: proof.teeTimestamp,
  tee_signature: proof.teeSignature,
});

export function usageFields({ inputTokens, outputTokens }: Served) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
}

export const proofHeaders = (receipt: Receipt): Record<string, string> =>
  receipt.origin === "none"
    ? {}
    : {
        "x-tee-id": receipt.teeId,
        "x-tee-request-hash": receipt.teeRequestHash,
        "x-tee-output-hash": receipt.teeOutputHash,
        "x-tee-timestamp": String(receipt.teeTimestamp),
        "x-tee-signature": receipt.teeSignature,
      };
