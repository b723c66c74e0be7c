import { describe, expect, it, vi } from "vitest";
import { textEvidence } from "../fixtures/signed-elsewhere.ts";
import { makeKeyPair } from "./keys.ts";
import { rememberVerifiers } from "./known-keys.ts";
import { verifyReceipt } from "./verify/verify-receipt.ts";

describe("verifiers that are remembered", () => {
  it("[RC25] import a key once, at most so many, and forget the one unused for longest", async () => {
    const imported = vi.spyOn(crypto.subtle, "importKey");
    const keys = await Promise.all([1, 2, 3].map(async () => (await makeKeyPair()).publicKey));
    const [a = "", b = "", c = ""] = keys;
    const verifierOf = rememberVerifiers(2);
    const importsFor = async (...publicKeys: string[]) => {
      imported.mockClear();
      await Promise.all(publicKeys.map(verifierOf));
      return imported.mock.calls.length;
    };
    expect(await importsFor(a, a, b, a)).toBe(2);
    expect(await importsFor(c)).toBe(1);
    expect(await importsFor(c, a)).toBe(0);
    expect(await importsFor(b)).toBe(1);
    imported.mockRestore();
  });

  it("[RC25] judge as fresh ones do, and a key that is none stays none", async () => {
    const verifierOf = rememberVerifiers(2);
    for (const node of [textEvidence.node, textEvidence.node, { ...textEvidence.node, publicKey: "AAAA" }, null]) {
      const evidence = { ...textEvidence, node };
      expect(await verifyReceipt(evidence, verifierOf)).toEqual(await verifyReceipt(evidence));
    }
  });
});
