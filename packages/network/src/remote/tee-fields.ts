import type { Receipt } from "@flywheel/receipts";
import { NodeId } from "@flywheel/vocabulary";
import { z } from "zod";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a verifying proxy of the real network puts beside an answer. It writes its id with 0x, registries keep it without. */
const TeeFields = z.object({
  tee_id: z
    .string()
    .transform((id) => id.replace(/^0x/, ""))
    .pipe(NodeId),
  tee_request_hash: Hash,
  tee_output_hash: Hash,
  tee_timestamp: z.int().positive(),
  tee_signature: z.base64().min(64).max(1_400),
});

/** All of it, or nothing: half a proof proves nothing, and a plain endpoint's answer is never called signed. */
export function receiptIn(body: unknown): Receipt {
  const { data } = TeeFields.safeParse(body);
  if (!data) return { origin: "none" };
  return {
    origin: "opengradient",
    teeId: data.tee_id,
    teeRequestHash: data.tee_request_hash,
    teeOutputHash: data.tee_output_hash,
    teeTimestamp: data.tee_timestamp,
    teeSignature: data.tee_signature,
  };
}
