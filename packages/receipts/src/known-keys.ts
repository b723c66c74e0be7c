import { fromBase64 } from "./bytes/base64.ts";
import { type Verify, verifier } from "./keys.ts";

/** Gives the check of signatures by a public key (DER SPKI, base64); null for what is no RSA-2048 key. */
export type VerifierOf = (publicKey: string) => Promise<Verify | null>;

/**
 * Imports a key once and keeps it: to import costs as much as several checks. Holds at most `limit` keys and forgets the
 * one that was asked for longest ago.
 */
export function rememberVerifiers(limit: number): VerifierOf {
  const known = new Map<string, Promise<Verify | null>>();
  return (publicKey) => {
    const verify = known.get(publicKey) ?? importKey(publicKey);
    known.delete(publicKey);
    known.set(publicKey, verify);
    for (const oldest of known.keys()) {
      if (known.size <= limit) break;
      known.delete(oldest);
    }
    return verify;
  };
}

/** Imports the key anew at each call. */
export async function importKey(publicKey: string): Promise<Verify | null> {
  const der = fromBase64(publicKey);
  return der && verifier(der);
}
