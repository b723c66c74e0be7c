import { x402Client, x402HTTPClient } from "@x402/core/client";
import { opgOf } from "../serving/prices.ts";
import { networkId } from "./terms.ts";
import { paymentHeaders } from "./till.ts";
import { createUptoClient } from "./upto-client.ts";
import type { Wallet } from "./wallet.ts";

type PayingFetchParts = {
  readonly wallet: Pick<Wallet, "address" | "sign">;
  readonly fetch: typeof fetch;
  /** What one signature promises at most. */
  readonly sessionMicroUsd: number;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/**
 * A fetch that answers 402 with a signed payment and remembers the session that it opened, so that the next requests need
 * no signature. Any OpenAI client that takes a fetch pays this way.
 */
export function createPayingFetch({
  wallet,
  fetch,
  sessionMicroUsd,
  now,
  randomBytes,
}: PayingFetchParts): typeof fetch {
  const scheme = createUptoClient({ wallet, sessionCap: opgOf(sessionMicroUsd), now, randomBytes });
  // The core's own spending limits are for dollar tokens that it knows; here the session's cap is the limit.
  const client = new x402HTTPClient(new x402Client().register(networkId, scheme).setSpendControls(false));
  let session: string | null = null;

  async function send(request: Request, headers: Readonly<Record<string, string>>): Promise<Response> {
    const paid = new Request(request, {});
    for (const [name, value] of Object.entries(headers)) paid.headers.set(name, value);
    const response = await fetch(paid);
    session = response.headers.get(paymentHeaders.session) ?? session;
    return response;
  }

  return async (target, init) => {
    const request = new Request(target, init);
    const first = await send(request.clone(), session === null ? {} : { [paymentHeaders.session]: session });
    if (first.status !== 402 || !first.headers.has(paymentHeaders.required)) return first;
    await first.body?.cancel();
    const required = client.getPaymentRequiredResponse((name) => first.headers.get(name));
    const payment = await client.createPaymentPayload(required);
    return send(request, client.encodePaymentSignatureHeader(payment));
  };
}
