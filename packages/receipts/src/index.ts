export { fromBase64, toBase64 } from "./bytes/base64.ts";
export { fromHex, toHex } from "./bytes/hex.ts";
export { canonicalJson, type Json, NotCanonicalError } from "./canonical-json.ts";
export { type CostEvidence, costOpgFrom } from "./cost.ts";
export { keccakHex, keccakOfJson, keccakOfText, messageHash, teeIdOf } from "./hashes.ts";
export { joiningHash } from "./joining.ts";
export { type KeyPair, makeKeyPair, type Sign, signer, type Verify, verifier, WrongKeyError } from "./keys.ts";
export { rememberVerifiers, type VerifierOf } from "./known-keys.ts";
export { type BatchTree, batchTree, WrongBatchError } from "./merkle/batch-tree.ts";
export { leafOf } from "./merkle/leaf.ts";
export { rootFrom } from "./merkle/root-from.ts";
export { activeAt, activeForSeconds, type RegisteredNode } from "./node-activity.ts";
export { type Output, type OutputCommitment, outputHash } from "./output.ts";
export { Float, float } from "./python-float.ts";
export type { JoiningBlock, MockReceipt, NoReceipt, PassedReceipt, Receipt, TeeProof } from "./receipt.ts";
export {
  committedImage,
  committedText,
  type ImageRequest,
  imageRequestHash,
  type PromptMessage,
  type TextRequest,
  textRequestHash,
} from "./request.ts";
export { type ReceiptClaim, signReceipt, WrongClaimError } from "./sign.ts";
export type { BatchEvidence, Evidence } from "./verify/evidence.ts";
export { type ProofState, stateOf, unseenIn } from "./verify/proof-state.ts";
export type { Step, StepFailure, StepName, StepOpen } from "./verify/step.ts";
export { verifyReceipt } from "./verify/verify-receipt.ts";
