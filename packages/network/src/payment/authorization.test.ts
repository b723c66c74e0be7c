import { describe, expect, it } from "vitest";
import vectors from "../../fixtures/payments.json" with { type: "json" };
import {
  addressOf,
  authorizationSigner,
  isSignedByPayer,
  makeWalletKey,
  paymentHashOf,
  type SignedAuthorization,
  WrongWalletKeyError,
} from "./authorization.ts";

const [first, second] = vectors;
if (!first || !second) throw new Error("the vectors are gone");
const signed = ({ authorization, publicKey, signature }: (typeof vectors)[number]): SignedAuthorization => ({
  authorization,
  publicKey,
  signature,
});

describe("a signed promise to pay", () => {
  it.each(vectors)("[NE155] is what Python and pyca/cryptography make of it ($address)", async (vector) => {
    expect(addressOf(vector.publicKey)).toBe(vector.address);
    expect(paymentHashOf(vector.authorization)).toBe(vector.paymentHash);
    expect(await isSignedByPayer(signed(vector))).toBe(true);
  });

  it("[NE155] is signed and read by one wallet as by another", async () => {
    const key = await makeWalletKey();
    const from = addressOf(key.publicKey);
    const made = await (await authorizationSigner(key))({ ...first.authorization, from: from ?? "" });
    expect(await isSignedByPayer(made)).toBe(true);
    expect(made.publicKey).toBe(key.publicKey);
  });

  it.each(Object.keys(first.authorization))("[NE156] does not hold for another %s", async (field) => {
    const { authorization } = first;
    const value = authorization[field as keyof typeof authorization];
    const other = typeof value === "number" ? value + 1 : second.authorization[field as "payTo"];
    const changed = { ...authorization, [field]: other === value ? `${value}0` : other };
    expect(await isSignedByPayer({ ...signed(first), authorization: changed })).toBe(false);
  });

  it("[NE156] does not hold for another's key, another's signature, or what is neither", async () => {
    const good = signed(first);
    for (const broken of [
      { ...good, publicKey: second.publicKey },
      { ...good, signature: second.signature },
      { ...good, signature: "" },
      { ...good, signature: "AAAA" },
      { ...good, signature: "not base64!" },
      { ...good, publicKey: "" },
      { ...good, publicKey: `${first.publicKey.slice(0, -8)}AAAAAA==` },
    ]) {
      expect(await isSignedByPayer(broken)).toBe(false);
    }
  });

  it("[NE156] is not made with what is no P-256 key", async () => {
    await expect(authorizationSigner({ privateKey: "AAAA", publicKey: first.publicKey })).rejects.toThrow(
      WrongWalletKeyError,
    );
    expect(addressOf("AAAA")).toBeNull();
  });
});
