import { fromBase64, toBase64 } from "./bytes/base64.ts";

/** RSA-PSS as the network uses it: RSA-2048, SHA-256, MGF1 with SHA-256, a salt of 32 bytes. */
const rsa = { name: "RSA-PSS", hash: "SHA-256" } as const;
const pss = { name: "RSA-PSS", saltLength: 32 } as const;

/** A node's key as it is kept: PKCS#8 and SPKI, DER, base64. */
export type KeyPair = { readonly privateKey: string; readonly publicKey: string };

export class WrongKeyError extends Error {
  override name = "WrongKeyError";
  constructor() {
    super("the private key is not base64");
  }
}

export async function makeKeyPair(): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey(
    { ...rsa, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
    true,
    ["sign", "verify"],
  );
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.exportKey("pkcs8", pair.privateKey),
    crypto.subtle.exportKey("spki", pair.publicKey),
  ]);
  return { privateKey: toBase64(new Uint8Array(privateKey)), publicKey: toBase64(new Uint8Array(publicKey)) };
}

/** Signs hashes; holds the private key where nobody can read it back. */
export type Sign = (hash: Uint8Array<ArrayBuffer>) => Promise<string>;

export async function signer({ privateKey }: Pick<KeyPair, "privateKey">): Promise<Sign> {
  const der = fromBase64(privateKey);
  if (!der) throw new WrongKeyError();
  const key = await crypto.subtle.importKey("pkcs8", der, rsa, false, ["sign"]);
  return async (hash) => toBase64(new Uint8Array(await crypto.subtle.sign(pss, key, hash)));
}

/** Checks signatures of one key. Null when the bytes are no RSA public key of 2048 bits. */
export type Verify = (hash: Uint8Array<ArrayBuffer>, signature: string) => Promise<boolean>;

export async function verifier(publicKey: Uint8Array<ArrayBuffer>): Promise<Verify | null> {
  const key = await importPublic(publicKey);
  if (!key) return null;
  return async (hash, signature) => {
    const bytes = fromBase64(signature);
    return bytes !== null && crypto.subtle.verify(pss, key, bytes, hash);
  };
}

async function importPublic(publicKey: Uint8Array<ArrayBuffer>): Promise<CryptoKey | null> {
  try {
    const key = await crypto.subtle.importKey("spki", publicKey, rsa, false, ["verify"]);
    const { algorithm } = key;
    return "modulusLength" in algorithm && algorithm.modulusLength === 2048 ? key : null;
  } catch {
    return null;
  }
}
