import type { ModelId, NodeId, RequestId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import {
  batchedWith,
  imageEvidence,
  picture,
  requestId,
  signedNode,
  signedText,
  strangers,
  textEvidence,
} from "../../fixtures/signed-elsewhere.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import type { Output } from "../output.ts";
import type { MockReceipt } from "../receipt.ts";
import type { Evidence } from "./evidence.ts";
import { stateOf } from "./proof-state.ts";
import { verifyReceipt } from "./verify-receipt.ts";

const stepsOf = ["key", "request-hash", "output-hash", "signature", "joining", "node", "batch", "cost"] as const;

async function failures(evidence: Evidence): Promise<string[]> {
  const steps = await verifyReceipt(evidence);
  expect(steps.map(({ step }) => step)).toEqual(stepsOf);
  return steps.flatMap((it) => (it.outcome === "failed" ? [`${it.step}: ${it.reason}`] : []));
}

describe("a receipt that was signed elsewhere, by Python", () => {
  it.each([
    ["text", textEvidence],
    ["a picture", imageEvidence],
  ])("[RC11] is verified for %s", async (_, evidence) => {
    const steps = await verifyReceipt(evidence);
    expect(steps).toEqual(stepsOf.map((step) => ({ step, outcome: "passed" })));
    expect(stateOf(steps)).toBe("verified");
  });
});

const other = "00".repeat(32);
const flipped = (base64: string) => {
  const bytes = fromBase64(base64) ?? new Uint8Array();
  bytes[7] = (bytes[7] ?? 0) ^ 1;
  return toBase64(bytes);
};
const tampered = (change: Partial<MockReceipt>): Evidence => ({
  ...textEvidence,
  receipt: { ...signedText, ...change },
});
const rejoined = (change: Partial<MockReceipt["flywheel"]>): Evidence =>
  tampered({ flywheel: { ...signedText.flywheel, ...change } });

const [unsigned, unjoined] = ["signature: not-signed-by-this-key", "joining: not-signed-by-this-key"];
const unbatched = "batch: other-root";
const leafless = "batch: malformed-proof";

describe("[RC13] a tampered receipt fails at the steps that it tampered with, each with its reason", () => {
  it.each<[string, Evidence, string[]]>([
    ["teeId", tampered({ teeId: other as NodeId }), ["key: key-is-not-the-node", unbatched]],
    ["teeId, no hash", tampered({ teeId: "0xab" as NodeId }), ["key: key-is-not-the-node", leafless]],
    [
      "teeRequestHash",
      tampered({ teeRequestHash: other }),
      ["request-hash: other-request", unsigned, unjoined, unbatched],
    ],
    ["teeOutputHash", tampered({ teeOutputHash: other }), ["output-hash: other-output", unsigned, unjoined, unbatched]],
    ["teeTimestamp", tampered({ teeTimestamp: 1_790_000_001 }), [unsigned, unjoined, unbatched]],
    [
      "teeTimestamp, not whole",
      tampered({ teeTimestamp: 0.5 }),
      [unsigned, unjoined, "node: node-not-registered-yet", leafless],
    ],
    [
      "teeTimestamp, beyond integers",
      tampered({ teeTimestamp: 2 ** 60 }),
      [unsigned, unjoined, "node: node-not-active", leafless],
    ],
    ["teeSignature", tampered({ teeSignature: flipped(signedText.teeSignature) }), [unsigned, unbatched]],
    ["teeSignature, not base64", tampered({ teeSignature: "?" }), [unsigned, leafless]],
    ["flywheelSignature", tampered({ flywheelSignature: signedText.teeSignature }), [unjoined]],
    ["request_id", rejoined({ request_id: "req_aaaaaaaaaaaaaaaaaaaa" as RequestId }), ["joining: other-request-id"]],
    ["session_id", rejoined({ session_id: "ses_aaaaaaaaaaaaaaaaaaaa" }), [unjoined]],
    ["payment_hash", rejoined({ payment_hash: other }), [unjoined]],
    ["app_id", rejoined({ app_id: "image-studio" }), [unjoined]],
    ["model", rejoined({ model: "maker/model-2" as ModelId }), ["joining: other-model"]],
    ["cost_opg", rejoined({ cost_opg: "419999999999999" }), [unjoined, "cost: other-cost"]],
    ["cost_opg, with a nought in front", rejoined({ cost_opg: "0420000000000000" }), [unjoined, "cost: other-cost"]],
    [
      "output_commitment",
      rejoined({ output_commitment: "content+images-v1" }),
      ["output-hash: other-commitment", unjoined],
    ],
  ])("[RC13] %s", async (_, evidence, expected) => {
    expect(await failures(evidence)).toEqual(expected);
    expect(stateOf(await verifyReceipt(evidence))).toBe("failed");
  });

  const unknown = ["signature: no-key-to-check-with", "joining: no-key-to-check-with"];
  it.each<[string, Partial<Evidence>, string[]]>([
    [
      "another prompt",
      { request: { model: "maker/model-1", messages: [], temperature: 1 } },
      ["request-hash: other-request"],
    ],
    ["another answer", { output: { commitment: "content", content: "Goodbye" } }, ["output-hash: other-output"]],
    [
      "another request's receipt",
      { requestId: "req_bbbbbbbbbbbbbbbbbbbb" as RequestId },
      ["joining: other-request-id"],
    ],
    ["a node that nobody registered", { node: null }, ["key: node-unknown", ...unknown, "node: node-unknown"]],
    [
      "a node registered later",
      { node: { ...signedNode, registeredAt: 1_790_000_001 } },
      ["node: node-not-registered-yet"],
    ],
    ["a node that is not enabled", { node: { ...signedNode, enabled: false } }, ["node: node-not-enabled"]],
    [
      "a node that was silent",
      { node: { ...signedNode, lastHeartbeatAt: 1_790_000_000 - 1_800 } },
      ["node: node-not-active"],
    ],
    ["a key that is no key", { node: { ...signedNode, publicKey: "AAAA" } }, ["key: not-an-rsa-2048-key", ...unknown]],
    ["a key that is no base64", { node: { ...signedNode, publicKey: "?" } }, ["key: not-an-rsa-2048-key", ...unknown]],
    ["another batch's root", { batch: { ...textEvidence.batch, root: other } }, [unbatched]],
    ["another receipt's proof", { batch: batchedWith(strangers[0] ?? signedText, strangers.slice(1, 7)) }, [unbatched]],
    [
      "a proof cut short",
      { batch: { ...textEvidence.batch, siblings: textEvidence.batch.siblings.slice(1) } },
      [unbatched],
    ],
    [
      "a wrong proof to a root that is not confirmed",
      { batch: { ...textEvidence.batch, root: other, confirmedMs: null } },
      [unbatched],
    ],
    ["a sibling that is no hash", { batch: { ...textEvidence.batch, siblings: ["ab"] } }, [leafless]],
    ["another price of the token", { cost: { costMicroUsd: 21, opgPriceMicroUsd: 50_001 } }, ["cost: other-cost"]],
    ["another cost", { cost: { costMicroUsd: 22, opgPriceMicroUsd: 50_000 } }, ["cost: other-cost"]],
    ["a cost that is none", { cost: { costMicroUsd: 20.5, opgPriceMicroUsd: 50_000 } }, ["cost: malformed-cost"]],
  ])("[RC13] shown with %s", async (_, change, expected) => {
    expect(await failures({ ...textEvidence, ...change })).toEqual(expected);
  });

  it("[RC14] one bit of a picture's bytes, or a second picture", async () => {
    const altered = Uint8Array.from(picture);
    altered[500] = (altered[500] ?? 0) ^ 1;
    for (const images of [[altered], [picture, picture], []]) {
      const output: Output = { commitment: "content+images-v1", content: "", images };
      expect(await failures({ ...imageEvidence, output })).toEqual(["output-hash: other-output"]);
    }
  });
});

describe("a receipt of another origin", () => {
  const { flywheel: _, flywheelSignature: __, ...proof } = signedText;
  const passed = { ...textEvidence, receipt: { ...proof, origin: "opengradient" } } as const;

  it("[RC22] of the real network is checked for hashes and signature where its node's key is known", async () => {
    const steps = await verifyReceipt(passed);
    expect(steps.map(({ step, outcome }) => [step, outcome])).toEqual(
      ["key", "request-hash", "output-hash", "signature", "node"].map((step) => [step, "passed"]),
    );
    expect(stateOf(steps)).toBe("verified");
    const forged = { ...passed, receipt: { ...passed.receipt, teeTimestamp: 1_790_000_001 } };
    expect(stateOf(await verifyReceipt(forged))).toBe("failed");
  });

  it("[RC22] has nothing against it, and no proof, where the key is not known", async () => {
    const { request: ___, output: ____, ...wordless } = passed;
    const steps = await verifyReceipt({ ...wordless, node: null });
    expect(steps).toEqual([
      { step: "key", outcome: "unchecked", reason: "key-not-known" },
      { step: "request-hash", outcome: "unchecked", reason: "not-given" },
      { step: "output-hash", outcome: "unchecked", reason: "not-given" },
      { step: "signature", outcome: "unchecked", reason: "key-not-known" },
      { step: "node", outcome: "unchecked", reason: "key-not-known" },
    ]);
    expect(stateOf(steps)).toBe("unproven");
  });

  it("[RC22] still fails there for words that are others", async () => {
    const steps = await verifyReceipt({ ...passed, node: null, output: { commitment: "content", content: "" } });
    expect(stateOf(steps)).toBe("failed");
  });

  it("[RC23] that nobody signed has no steps and is never called proven", async () => {
    const steps = await verifyReceipt({ requestId, receipt: { origin: "none" }, node: signedNode });
    expect(steps).toEqual([]);
    expect(stateOf(steps)).toBe("unproven");
  });
});
