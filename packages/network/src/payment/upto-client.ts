import { toHex } from "@flywheel/receipts";
import type { PaymentPayloadResult, PaymentRequirements, SchemeNetworkClient } from "@x402/core/types";
import type { Authorization } from "./authorization.ts";
import { scheme, service } from "./terms.ts";
import type { Wallet } from "./wallet.ts";

type UptoClientParts = {
  readonly wallet: Pick<Wallet, "address" | "sign">;
  /** What to promise at least, so that one signature pays for many requests; smallest units. */
  readonly sessionCap: bigint;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** A clock that is a little ahead must not make a payment invalid. */
const earlierSeconds = 60;

/** The payer's side of `upto` for @x402/core: signs a promise of at most a cap. */
export function createUptoClient({ wallet, sessionCap, now, randomBytes }: UptoClientParts): SchemeNetworkClient {
  return {
    scheme,
    async createPaymentPayload(x402Version, requirements): Promise<PaymentPayloadResult> {
      const signed = await wallet.sign(authorizationFor(requirements));
      return { x402Version, payload: { ...signed } };
    },
  };

  function authorizationFor(requirements: PaymentRequirements): Authorization {
    const seconds = Math.floor(now() / 1_000);
    const asked = BigInt(requirements.amount);
    return {
      from: wallet.address,
      payTo: requirements.payTo,
      asset: requirements.asset,
      cap: String(asked > sessionCap ? asked : sessionCap),
      nonce: toHex(randomBytes(32)),
      validAfter: Math.max(0, seconds - earlierSeconds),
      deadline: seconds + requirements.maxTimeoutSeconds,
      resource: typeof requirements.extra.service === "string" ? requirements.extra.service : service,
    };
  }
}
