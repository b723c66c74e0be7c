import type { NodeId, RequestId } from "@flywheel/vocabulary";
import { beforeAll, describe, expect, it } from "vitest";
import vectors from "../fixtures/receipts.json" with { type: "json" };
import { fromBase64, toBase64 } from "./bytes/base64.ts";
import { teeIdOf } from "./hashes.ts";
import { type KeyPair, makeKeyPair, type Sign, signer, verifier } from "./keys.ts";
import { type Output, outputHash } from "./output.ts";
import type { Receipt } from "./receipt.ts";
import { imageRequestHash, textRequestHash } from "./request.ts";
import { signReceipt, WrongClaimError } from "./sign.ts";
import { type Evidence, type StepName, verdictOf, verifyReceipt } from "./verify.ts";

const requestId = "req_0123456789abcdefghij" as RequestId;

const textEvidence: Evidence = {
  requestId,
  receipt: vectors.text.receipt as Receipt,
  node: vectors.node,
  request: {
    model: "maker/model-1",
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Grüße, 世界 💜" },
    ],
    temperature: 1,
    maxTokens: 1200,
    stop: ["\n\n"],
    webSearch: false,
  },
  output: { commitment: "content", content: vectors.text.content },
};

const picture = fromBase64(vectors.image.bytes) ?? new Uint8Array();
const imageEvidence: Evidence = {
  requestId,
  receipt: vectors.image.receipt as Receipt,
  node: vectors.node,
  request: { model: "maker/picture-1", prompt: "a lighthouse in fog", width: 512, height: 768, seed: 4294967295 },
  output: { commitment: "content+images-v1", content: "", images: [picture] },
};

const stepsOf = ["key", "request-hash", "output-hash", "signature", "joining", "node"];

async function failures(evidence: Evidence): Promise<StepName[]> {
  const steps = await verifyReceipt(evidence);
  expect(steps.map(({ step }) => step)).toEqual(stepsOf);
  return steps.flatMap(({ step, outcome }) => (outcome === "failed" ? [step] : []));
}

describe("a receipt that was signed elsewhere, by Python", () => {
  it.each([
    ["text", textEvidence],
    ["a picture", imageEvidence],
  ])("[RC11] is verified for %s", async (_, evidence) => {
    const steps = await verifyReceipt(evidence);
    expect(steps).toEqual(stepsOf.map((step) => ({ step, outcome: "passed" })));
    expect(verdictOf(steps)).toBe("verified");
  });

  it("[RC12] is only partly verified by one who has not the words, and says so", async () => {
    const { receipt, node } = textEvidence;
    const steps = await verifyReceipt({ requestId, receipt, node });
    expect(steps.filter(({ outcome }) => outcome === "unchecked").map(({ step }) => step)).toEqual([
      "request-hash",
      "output-hash",
    ]);
    expect(verdictOf(steps)).toBe("partial");
    expect(verdictOf([])).toBe("partial");
  });
});

describe("[RC13] a tampered receipt fails at the step that it tampered with", () => {
  const other = "00".repeat(32);
  const flipped = (base64: string) => {
    const bytes = fromBase64(base64) ?? new Uint8Array();
    bytes[7] = (bytes[7] ?? 0) ^ 1;
    return toBase64(bytes);
  };
  const tampered = (change: Partial<Receipt>): Evidence => ({
    ...textEvidence,
    receipt: { ...textEvidence.receipt, ...change },
  });
  const rejoined = (change: Partial<Receipt["flywheel"]>): Evidence =>
    tampered({ flywheel: { ...textEvidence.receipt.flywheel, ...change } });

  it.each<[string, Evidence, StepName[]]>([
    ["[RC13] teeId", tampered({ teeId: other as NodeId }), ["key"]],
    ["[RC13] teeRequestHash", tampered({ teeRequestHash: other }), ["request-hash", "signature", "joining"]],
    ["[RC13] teeOutputHash", tampered({ teeOutputHash: other }), ["output-hash", "signature", "joining"]],
    ["[RC13] teeTimestamp", tampered({ teeTimestamp: 1_790_000_001 }), ["signature", "joining"]],
    ["[RC13] teeTimestamp, not whole", tampered({ teeTimestamp: 0.5 }), ["signature", "joining", "node"]],
    ["[RC13] teeTimestamp, beyond integers", tampered({ teeTimestamp: 2 ** 60 }), ["signature", "joining", "node"]],
    ["[RC13] teeSignature", tampered({ teeSignature: flipped(vectors.text.receipt.teeSignature) }), ["signature"]],
    ["[RC13] teeSignature, not base64", tampered({ teeSignature: "?" }), ["signature"]],
    ["[RC13] flywheelSignature", tampered({ flywheelSignature: vectors.text.receipt.teeSignature }), ["joining"]],
    ["[RC13] request_id", rejoined({ request_id: "req_aaaaaaaaaaaaaaaaaaaa" as RequestId }), ["joining"]],
    ["[RC13] session_id", rejoined({ session_id: "ses_aaaaaaaaaaaaaaaaaaaa" }), ["joining"]],
    ["[RC13] payment_hash", rejoined({ payment_hash: other }), ["joining"]],
    ["[RC13] app_id", rejoined({ app_id: "image-studio" }), ["joining"]],
    ["[RC13] model", rejoined({ model: "maker/model-2" as Receipt["flywheel"]["model"] }), ["joining"]],
    ["[RC13] cost_opg", rejoined({ cost_opg: "1" }), ["joining"]],
    ["[RC13] output_commitment", rejoined({ output_commitment: "content+images-v1" }), ["output-hash", "joining"]],
  ])("%s", async (_, evidence, expected) => {
    expect(await failures(evidence)).toEqual(expected);
  });

  it.each<[string, Partial<Evidence>, StepName[]]>([
    ["another prompt", { request: { model: "maker/model-1", messages: [], temperature: 1 } }, ["request-hash"]],
    ["another answer", { output: { commitment: "content", content: "Goodbye" } }, ["output-hash"]],
    ["another request's receipt", { requestId: "req_bbbbbbbbbbbbbbbbbbbb" as RequestId }, ["joining"]],
    ["a node that nobody registered", { node: null }, ["key", "signature", "joining", "node"]],
    ["a node registered later", { node: { ...vectors.node, registeredAt: 1_790_000_001 } }, ["node"]],
    ["a node that is not enabled", { node: { ...vectors.node, enabled: false } }, ["node"]],
    ["a node that was silent", { node: { ...vectors.node, lastHeartbeatAt: 1_790_000_000 - 1_800 } }, ["node"]],
    ["a key that is no key", { node: { ...vectors.node, publicKey: "AAAA" } }, ["key", "signature", "joining"]],
  ])("[RC13] shown with %s", async (_, change, expected) => {
    expect(await failures({ ...textEvidence, ...change })).toEqual(expected);
  });

  it("[RC14] one bit of a picture's bytes, or a second picture", async () => {
    const altered = Uint8Array.from(picture);
    altered[500] = (altered[500] ?? 0) ^ 1;
    for (const images of [[altered], [picture, picture], []]) {
      const output: Output = { commitment: "content+images-v1", content: "", images };
      expect(await failures({ ...imageEvidence, output })).toEqual(["output-hash"]);
    }
  });
});

describe("signing", () => {
  let pair: KeyPair;
  let sign: Sign;
  beforeAll(async () => {
    pair = await makeKeyPair();
    sign = await signer(pair);
  });

  it("[RC15] what a node signs, anybody can verify with its registered key", async () => {
    const publicKey = fromBase64(pair.publicKey) ?? new Uint8Array();
    const request = { model: "maker/picture-1", prompt: "a fox", width: 64, height: 64, seed: 1 };
    const output: Output = { commitment: "content+images-v1", content: "", images: [Uint8Array.of(1, 2, 3)] };
    const receipt = await signReceipt(sign, {
      origin: "mock",
      teeId: teeIdOf(publicKey) as NodeId,
      requestHash: imageRequestHash(request),
      outputHash: outputHash(output),
      timestamp: 1_790_000_000,
      flywheel: vectors.image.receipt.flywheel as Receipt["flywheel"],
    });
    const node = { ...vectors.node, publicKey: pair.publicKey };
    expect(verdictOf(await verifyReceipt({ requestId, receipt, node, request, output }))).toBe("verified");
    expect(await failures({ requestId, receipt, node: vectors.node, request, output })).toEqual([
      "key",
      "signature",
      "joining",
    ]);
  });

  it("[RC16] salts: the same hash is signed differently each time, and both hold", async () => {
    const verify = await verifier(fromBase64(pair.publicKey) ?? new Uint8Array());
    const hash = new Uint8Array(32).fill(7);
    const [once, again] = [await sign(hash), await sign(hash)];
    expect(once).not.toBe(again);
    expect(await verify?.(hash, once)).toBe(true);
    expect(await verify?.(hash, again)).toBe(true);
    expect(await verify?.(new Uint8Array(32), once)).toBe(false);
  });

  it("[RC9] does not sign a claim whose hashes are none", async () => {
    const claim = {
      origin: "mock",
      teeId: "ab".repeat(32) as NodeId,
      requestHash: textRequestHash({ model: "m", messages: [], temperature: 0 }),
      outputHash: "short",
      timestamp: 1,
      flywheel: vectors.text.receipt.flywheel as Receipt["flywheel"],
    } as const;
    await expect(signReceipt(sign, claim)).rejects.toThrow(WrongClaimError);
  });
});
