import type { ChatAsk, Failure, ImageAsk, MockNetwork, Network } from "../port.ts";
import type { PaymentSession } from "../state.ts";
import type { Purse } from "./purse.ts";

/** The network as an app uses it: every ask is paid from the app's wallet before it is let in. */
export function payFrom(purse: Purse, network: MockNetwork): Network {
  return {
    ...network,
    chat: (ask, signal) => paid(ask, (session) => network.paidBy(session).chat(ask, signal)),
    image: (ask, signal) => paid(ask, (session) => network.paidBy(session).image(ask, signal)),
  };

  /** Quoted at once: a wrong ask throws where it was made. */
  function paid<Part>(ask: ChatAsk | ImageAsk, serve: (session: PaymentSession) => AsyncIterable<Part>) {
    return served(network.quote(ask), serve);
  }

  async function* served<Part>(
    quoted: ReturnType<Network["quote"]>,
    serve: (session: PaymentSession) => AsyncIterable<Part>,
  ) {
    if (quoted.outcome === "refused") {
      yield { kind: "refused", refusal: quoted.refusal } as const;
      return;
    }
    const { capMicroUsd } = quoted.quote;
    const payment = await purse.pay(capMicroUsd);
    if (!payment) {
      yield { kind: "failed", failure: walletEmpty, node: null } as const;
      return;
    }
    try {
      yield { kind: "verified", session: payment.session.id, capMicroUsd } as const;
      yield* serve(payment.session);
    } finally {
      payment.finished();
    }
  }
}

/** The house could not pay for its visitor: not the visitor's fault, and nothing is owed. */
const walletEmpty: Failure = { source: "gateway", retryable: true };
