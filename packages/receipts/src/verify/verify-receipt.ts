import { importKey, type VerifierOf } from "../known-keys.ts";
import { activeAt } from "../node-activity.ts";
import type { MockReceipt, PassedReceipt } from "../receipt.ts";
import type { Evidence } from "./evidence.ts";
import { batchStep, costStep } from "./settlement-steps.ts";
import { joiningStep, keyStep, signatureStep } from "./signature-steps.ts";
import { failed, judged, open, type Step } from "./step.ts";
import { outputStep, requestStep } from "./words-steps.ts";

/**
 * Checks a receipt with nothing trusted but the registry. All steps that a receipt of its origin has are in the answer,
 * in one order; one that nobody signed has none. Who checks many receipts hands in verifiers that are remembered.
 */
export async function verifyReceipt(evidence: Evidence, verifierOf: VerifierOf = importKey): Promise<readonly Step[]> {
  const { receipt } = evidence;
  switch (receipt.origin) {
    case "mock":
      return mockSteps(receipt, evidence, verifierOf);
    case "opengradient":
      return passedSteps(receipt, evidence, verifierOf);
    case "none":
      return [];
  }
}

async function mockSteps(receipt: MockReceipt, evidence: Evidence, verifierOf: VerifierOf): Promise<readonly Step[]> {
  const { node } = evidence;
  const verify = node && (await verifierOf(node.publicKey));
  const [signature, joining] = await Promise.all([
    signatureStep(receipt, verify),
    joiningStep(receipt, evidence, verify),
  ]);
  return [
    node ? keyStep(receipt, node, verify) : failed("key", "node-unknown"),
    requestStep(receipt, evidence),
    outputStep(receipt, evidence),
    signature,
    joining,
    judged("node", node ? activeAt(node, receipt.teeTimestamp) : "node-unknown"),
    batchStep(receipt, evidence),
    costStep(receipt, evidence),
  ];
}

/**
 * The real network joins no payment, and settles in a registry of its own. Whoever has no record of the node has nothing
 * against it either: the steps stay open.
 */
async function passedSteps(
  receipt: PassedReceipt,
  evidence: Evidence,
  verifierOf: VerifierOf,
): Promise<readonly Step[]> {
  const { node } = evidence;
  const words = [requestStep(receipt, evidence), outputStep(receipt, evidence)];
  if (!node)
    return [open("key", "key-not-known"), ...words, open("signature", "key-not-known"), open("node", "key-not-known")];
  const verify = await verifierOf(node.publicKey);
  return [
    keyStep(receipt, node, verify),
    ...words,
    await signatureStep(receipt, verify),
    judged("node", activeAt(node, receipt.teeTimestamp)),
  ];
}
