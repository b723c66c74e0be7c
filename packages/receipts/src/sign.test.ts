import type { NodeId } from "@flywheel/vocabulary";
import { beforeAll, describe, expect, it } from "vitest";
import { requestId, signedImage, signedNode, signedText } from "../fixtures/signed-elsewhere.ts";
import { fromBase64 } from "./bytes/base64.ts";
import { teeIdOf } from "./hashes.ts";
import { type KeyPair, makeKeyPair, type Sign, signer, verifier } from "./keys.ts";
import { type Output, outputHash } from "./output.ts";
import { imageRequestHash, textRequestHash } from "./request.ts";
import { signReceipt, WrongClaimError } from "./sign.ts";
import { verifyReceipt } from "./verify/verify-receipt.ts";

let pair: KeyPair;
let sign: Sign;
beforeAll(async () => {
  pair = await makeKeyPair();
  sign = await signer(pair);
});

describe("signing", () => {
  it("[RC15] what a node signs, anybody can verify with its registered key", async () => {
    const publicKey = fromBase64(pair.publicKey) ?? new Uint8Array();
    const request = { model: "maker/picture-1", prompt: "a fox", width: 64, height: 64, seed: 1, count: 2 };
    const images = [Uint8Array.of(1, 2, 3), Uint8Array.of(4)];
    const output: Output = { commitment: "content+images-v1", content: "", images };
    const receipt = await signReceipt(sign, {
      origin: "mock",
      teeId: teeIdOf(publicKey) as NodeId,
      requestHash: imageRequestHash(request),
      outputHash: outputHash(output),
      timestamp: 1_790_000_000,
      flywheel: signedImage.flywheel,
    });
    const evidence = { requestId, receipt, request, output };
    const outcomes = async (publicKeyOfNode: string) =>
      (await verifyReceipt({ ...evidence, node: { ...signedNode, publicKey: publicKeyOfNode } })).flatMap(
        ({ step, outcome }) => (outcome === "failed" ? [step] : []),
      );
    expect(await outcomes(pair.publicKey)).toEqual([]);
    expect(await outcomes(signedNode.publicKey)).toEqual(["key", "signature", "joining"]);
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
      flywheel: signedText.flywheel,
    } as const;
    await expect(signReceipt(sign, claim)).rejects.toThrow(WrongClaimError);
  });
});
