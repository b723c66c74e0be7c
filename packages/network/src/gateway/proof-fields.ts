import type { Receipt, Served } from "../port.ts";
import { opgPriceMicroUsd, usdText } from "../serving/prices.ts";

/** A frame, or a whole response, that tells what was served and proves it. */
export type ServedFrame = ReturnType<typeof proofFields>;

/** The receipt in the real network's words, its costs, and beside them what is ours. */
export function proofFields(served: Served) {
  const { receipt, costMicroUsd } = served;
  return {
    tee_id: receipt.teeId,
    tee_request_hash: receipt.teeRequestHash,
    tee_output_hash: receipt.teeOutputHash,
    tee_timestamp: receipt.teeTimestamp,
    tee_signature: receipt.teeSignature,
    opengradient: {
      cost_opg: receipt.flywheel.cost_opg,
      cost_usd: usdText(costMicroUsd),
      opg_price_usd: usdText(opgPriceMicroUsd),
    },
    flywheel: receipt.flywheel,
    flywheel_signature: receipt.flywheelSignature,
    flywheel_served: served,
  };
}

export function usageFields({ inputTokens, outputTokens }: Served) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
}

export const proofHeaders = (receipt: Receipt): Record<string, string> => ({
  "x-tee-id": receipt.teeId,
  "x-tee-request-hash": receipt.teeRequestHash,
  "x-tee-output-hash": receipt.teeOutputHash,
  "x-tee-timestamp": String(receipt.teeTimestamp),
  "x-tee-signature": receipt.teeSignature,
});
