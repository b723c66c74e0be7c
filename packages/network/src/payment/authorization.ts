import { canonicalJson, fromBase64, keccakHex, keccakOfText, toBase64 } from "@flywheel/receipts";
import { z } from "zod";
import type { Address } from "../state.ts";

const AddressText = z.string().regex(/^0x[0-9a-f]{40}$/);
/** Smallest units of the asset. 2^256 has 78 digits. */
const Amount = z.string().regex(/^(0|[1-9]\d{0,77})$/);
const Seconds = z.int().nonnegative();

/** What a wallet signs: it will pay `payTo` at most `cap` for `resource`, between two times (unix seconds). */
export const Authorization = z.strictObject({
  from: AddressText,
  payTo: AddressText,
  asset: z.string().max(64),
  cap: Amount,
  /** 32 random bytes, hex: a payment is used once. */
  nonce: z.string().regex(/^[0-9a-f]{64}$/),
  validAfter: Seconds,
  deadline: Seconds,
  resource: z.string().max(256),
});
export type Authorization = z.infer<typeof Authorization>;

/** P-256 keeps no public key in its signatures, so it travels along; `from` is its hash. Both base64: DER SPKI, r ‖ s. */
export const SignedAuthorization = z.strictObject({
  authorization: Authorization,
  publicKey: z.string().max(256),
  signature: z.string().max(128),
});
export type SignedAuthorization = z.infer<typeof SignedAuthorization>;

/** keccak256 of the canonical JSON, hex: names the payment. */
export const paymentHashOf = (authorization: Authorization): string => keccakOfText(canonicalJson(authorization));

const curve = { name: "ECDSA", namedCurve: "P-256" } as const;
const digest = { name: "ECDSA", hash: "SHA-256" } as const;
const signedBytes = (authorization: Authorization) => new TextEncoder().encode(canonicalJson(authorization));

/** DER of a P-256 key in the SPKI form: 26 bytes that never change, then the point (4, x, y). */
const spkiLength = 91;

/** As on the chains: the last 20 bytes of keccak256 of the point. Null for what is no P-256 key. */
export function addressOf(publicKey: string): Address | null {
  const der = fromBase64(publicKey);
  return der?.length === spkiLength ? `0x${keccakHex(der.slice(27)).slice(24)}` : null;
}

export async function makeWalletKey(): Promise<{ readonly privateKey: string; readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey(curve, true, ["sign", "verify"]);
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.exportKey("pkcs8", pair.privateKey),
    crypto.subtle.exportKey("spki", pair.publicKey),
  ]);
  return { privateKey: toBase64(new Uint8Array(privateKey)), publicKey: toBase64(new Uint8Array(publicKey)) };
}

export type SignAuthorization = (authorization: Authorization) => Promise<SignedAuthorization>;

export class WrongWalletKeyError extends Error {
  override name = "WrongWalletKeyError";
  constructor() {
    super("the wallet's key is not a P-256 key in PKCS#8 and SPKI");
  }
}

/** @throws WrongWalletKeyError */
export async function authorizationSigner(key: {
  readonly privateKey: string;
  readonly publicKey: string;
}): Promise<SignAuthorization> {
  const der = fromBase64(key.privateKey);
  if (!der) throw new WrongWalletKeyError();
  const secret = await crypto.subtle.importKey("pkcs8", der, curve, false, ["sign"]).catch(() => {
    throw new WrongWalletKeyError();
  });
  return async (authorization) => {
    const signature = await crypto.subtle.sign(digest, secret, signedBytes(authorization));
    return { authorization, publicKey: key.publicKey, signature: toBase64(new Uint8Array(signature)) };
  };
}

/** Did the key sign exactly this, and is the payer the key's own address? */
export async function isSignedByPayer({ authorization, publicKey, signature }: SignedAuthorization): Promise<boolean> {
  const [der, bytes] = [fromBase64(publicKey), fromBase64(signature)];
  if (!der || !bytes || addressOf(publicKey) !== authorization.from) return false;
  try {
    const key = await crypto.subtle.importKey("spki", der, curve, false, ["verify"]);
    return await crypto.subtle.verify(digest, key, bytes, signedBytes(authorization));
  } catch {
    return false; // not a point of the curve
  }
}
