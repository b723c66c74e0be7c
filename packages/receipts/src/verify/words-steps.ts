import { outputHash } from "../output.ts";
import type { MockReceipt, PassedReceipt } from "../receipt.ts";
import { imageRequestHash, textRequestHash } from "../request.ts";
import type { Evidence } from "./evidence.ts";
import { failed, judged, open, type Step } from "./step.ts";

type Signed = MockReceipt | PassedReceipt;

export function requestStep(receipt: Signed, { request }: Evidence): Step {
  if (!request) return open("request-hash", "not-given");
  const hash = "prompt" in request ? imageRequestHash(request) : textRequestHash(request);
  return judged("request-hash", hash === receipt.teeRequestHash ? null : "other-request");
}

export function outputStep(receipt: Signed, { output }: Evidence): Step {
  if (!output) return open("output-hash", "not-given");
  // The real network commits to the text alone.
  const commitment = receipt.origin === "mock" ? receipt.flywheel.output_commitment : "content";
  if (output.commitment !== commitment) return failed("output-hash", "other-commitment");
  return judged("output-hash", outputHash(output) === receipt.teeOutputHash ? null : "other-output");
}
