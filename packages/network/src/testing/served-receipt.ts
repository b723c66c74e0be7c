import type { MockReceipt } from "@flywheel/receipts";
import { type ModelId, mint, type NodeId, type RequestId } from "@flywheel/vocabulary";
import type { SettlementType, StoredReceipt } from "../state.ts";
import { bytes } from "./open-network.ts";

/** A receipt as it is kept, for tests that are not about what it proves: its signatures are made up. */
export function servedReceipt(
  issuedMs: number,
  settlement: SettlementType = "batch",
): StoredReceipt & { readonly receipt: MockReceipt } {
  const requestId = mint<RequestId>("req", bytes);
  const hash = () => Buffer.from(bytes(32)).toString("hex");
  return {
    requestId,
    issuedMs,
    settlement,
    receipt: {
      origin: "mock",
      teeId: "ab".repeat(32) as NodeId,
      teeRequestHash: hash(),
      teeOutputHash: hash(),
      teeTimestamp: Math.floor(issuedMs / 1_000),
      teeSignature: Buffer.from(bytes(256)).toString("base64"),
      flywheel: {
        request_id: requestId,
        session_id: "ses_00000000000000000000",
        payment_hash: hash(),
        app_id: "chat",
        model: "quillworks/quill-3" as ModelId,
        cost_opg: "400",
        output_commitment: "content",
      },
      flywheelSignature: Buffer.from(bytes(256)).toString("base64"),
    },
  };
}
