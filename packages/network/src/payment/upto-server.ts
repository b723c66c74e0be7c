import type { PaymentRequirements, SchemeNetworkServer } from "@x402/core/types";
import { opgOf, opgPriceMicroUsd, usdText } from "../serving/prices.ts";
import { asset, assetDecimals, maxTimeoutSeconds, networkId, payTo, scheme, service } from "./terms.ts";

export class WrongPriceError extends Error {
  override name = "WrongPriceError";
  constructor() {
    super('a price is dollars such as "$0.10", or { asset: "mOPG", amount: "..." } in smallest units');
  }
}

/** What a payer must know beside the amount. `service` is what the signature names as its resource. */
const extra = { name: "Mock OPG", service, session: "X-Upto-Session", opgPriceUsd: usdText(opgPriceMicroUsd) } as const;

/** What a request asks to be promised; the amount is the most that it can cost. */
export const requirementsFor = (amount: bigint): PaymentRequirements => ({
  scheme,
  network: networkId,
  asset,
  amount: String(amount),
  payTo,
  maxTimeoutSeconds,
  extra,
});

/** The seller's side of `upto` for @x402/core. */
export const uptoServer: SchemeNetworkServer = {
  scheme,
  defaultAssetTransferMethod: "default",
  // Verified before the work, billed after it: a failed request is never charged.
  paymentFlows: { default: { supported: ["authorization"], default: "authorization" } },
  getAssetDecimals: (name, network) => (name === asset && network === networkId ? assetDecimals : undefined),

  async parsePrice(price) {
    if (typeof price === "object") {
      if (price.asset !== asset || !/^\d+$/.test(price.amount)) throw new WrongPriceError();
      return { asset, amount: price.amount, extra: { ...extra, ...price.extra } };
    }
    const dollars = /^\$?(\d{1,9})(?:\.(\d{1,6}))?$/.exec(String(price));
    if (!dollars) throw new WrongPriceError();
    const [, whole = "0", part = ""] = dollars;
    const microUsd = Number(whole) * 1_000_000 + Number(part.padEnd(6, "0"));
    return { asset, amount: String(opgOf(microUsd)), extra };
  },

  async enhancePaymentRequirements(requirements) {
    return { ...requirements, payTo, maxTimeoutSeconds, extra: { ...extra, ...requirements.extra } };
  },
};
