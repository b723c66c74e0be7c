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
  let last: Promise<unknown> = Promise.resolve();

  async function send(request: Request, headers: Readonly<Record<string, string>>): Promise<Response> {
    const paid = new Request(request.clone(), {});
    for (const [name, value] of Object.entries(headers)) paid.headers.set(name, value);
    const response = await fetch(paid);
    session = response.headers.get(paymentHeaders.session) ?? session;
    return response;
  }
  const sendBySession = (request: Request) =>
    send(request, session === null ? {} : { [paymentHeaders.session]: session });

  async function pay(request: Request, refused: Response, tried: string | null): Promise<Response> {
    await refused.body?.cancel();
    let asked = refused;
    if (session !== tried) {
      // Somebody else has signed meanwhile, and their session has room for many.
      const again = await sendBySession(request);
      if (!asksForPayment(again)) return again;
      await again.body?.cancel();
      asked = again;
    }
    const required = client.getPaymentRequiredResponse((name) => asked.headers.get(name));
    const payment = await client.createPaymentPayload(required);
    return send(request, client.encodePaymentSignatureHeader(payment));
  }

  return async (target, init) => {
    const request = new Request(target, init);
    const tried = session;
    const first = await sendBySession(request);
    if (!asksForPayment(first)) return first;
    // One signature at a time: many at once would each open a session, and reserve its whole cap.
    const turn = last.then(() => pay(request, first, tried));
    last = turn.catch(() => {});
    return turn;
  };
}

const asksForPayment = ({ status, headers }: Response) => status === 402 && headers.has(paymentHeaders.required);
