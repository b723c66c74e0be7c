export { fromBase64, toBase64 } from "./bytes/base64.ts";
export { fromHex, toHex } from "./bytes/hex.ts";
export { canonicalJson, type Json, NotCanonicalError } from "./canonical-json.ts";
export { keccakHex, keccakOfJson, keccakOfText, messageHash, teeIdOf } from "./hashes.ts";
export { joiningHash } from "./joining.ts";
export { type KeyPair, makeKeyPair, type Sign, signer, type Verify, verifier, WrongKeyError } from "./keys.ts";
export { activeAt, activeForSeconds, type RegisteredNode } from "./node-activity.ts";
export { type Output, type OutputCommitment, outputHash } from "./output.ts";
export { Float, float } from "./python-float.ts";
export type { JoiningBlock, Receipt } from "./receipt.ts";
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
export { type Evidence, type Step, type StepFailure, type StepName, verdictOf, verifyReceipt } from "./verify.ts";
