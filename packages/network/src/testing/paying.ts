import type { PaymentPayload, PaymentRequirements } from "@x402/core/types";
import { createMemoryNetworkState } from "../memory.ts";
import type { Authorization } from "../payment/authorization.ts";
import { createPayments, type Payments } from "../payment/sessions.ts";
import { asset, maxTimeoutSeconds, payTo, service } from "../payment/terms.ts";
import { requirementsFor } from "../payment/upto-server.ts";
import { openWallet, type Wallet } from "../payment/wallet.ts";
import type { NetworkState } from "../state.ts";
import { bytes, handClock } from "./open-network.ts";

export type PayingStage = {
  readonly state: NetworkState;
  readonly clock: ReturnType<typeof handClock>;
  readonly wallet: Wallet;
  readonly payments: Payments;
  /** A payment as a client signs it, but for what is changed. */
  sign(changes?: Partial<Authorization>, requirements?: PaymentRequirements): Promise<PaymentPayload>;
};

/** A wallet that holds 1,000 mOPG, and where it may pay. */
export async function openPayingStage(state = createMemoryNetworkState()): Promise<PayingStage> {
  const clock = handClock();
  const wallet = await openWallet({ state, app: "payer", now: clock.now, randomBytes: bytes });
  await wallet.refill();
  return {
    state,
    clock,
    wallet,
    payments: createPayments({ state, now: clock.now, touchEveryMs: 30_000 }),
    async sign(changes = {}, requirements = requirementsFor(1_000n)) {
      const seconds = Math.floor(clock.now() / 1_000);
      const signed = await wallet.sign({
        from: wallet.address,
        payTo,
        asset,
        cap: "1000",
        nonce: Buffer.from(bytes(32)).toString("hex"),
        validAfter: seconds - 1,
        deadline: seconds + maxTimeoutSeconds,
        resource: service,
        ...changes,
      });
      return { x402Version: 2, accepted: requirements, payload: { ...signed } };
    },
  };
}
