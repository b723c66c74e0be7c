import { answerChat } from "./gateway/chat-completions.ts";
import { type Counter, houseCounter, publicCounter } from "./gateway/counter.ts";
import { answerImageEdits } from "./gateway/image-edits.ts";
import { answerImages } from "./gateway/image-generations.ts";
import { answerModels } from "./gateway/model-list.ts";
import { wireError } from "./gateway/wire-errors.ts";
import { createTill } from "./payment/till.ts";
import type { MockNetwork, Network } from "./port.ts";

export type GatewayParts = {
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};
export type Gateway = (request: Request) => Promise<Response>;

export { flywheelHeaders } from "./gateway/caller.ts";
export type { ServedFrame } from "./gateway/proof-fields.ts";
export { createPayingFetch } from "./payment/paying-fetch.ts";
export { paymentHeaders } from "./payment/till.ts";

const routes = [
  { method: "GET", path: "/models", answer: answerModels },
  { method: "POST", path: "/chat/completions", answer: answerChat },
  { method: "POST", path: "/images/generations", answer: answerImages },
  { method: "POST", path: "/images/edits", answer: answerImageEdits },
] as const;

/**
 * The network in the shape of OpenAI's HTTP API, as a function from a request to a response; where it is mounted is not
 * its affair. For callers inside the house, whose network pays by itself.
 */
export const createGateway = (network: Network, parts: GatewayParts): Gateway =>
  gatewayAt(houseCounter(network, parts));

export type PublicGatewayParts = GatewayParts & {
  /** Seals the tokens of sessions. */
  readonly secret: string;
  readonly publicOrigin: string;
};

/** The same for anybody: 402 until it is paid with x402, scheme `upto`. */
export const createPublicGateway = (network: MockNetwork, parts: PublicGatewayParts): Gateway =>
  gatewayAt(publicCounter(network, createTill({ payments: network.payments, ...parts }), parts));

const gatewayAt =
  (counter: Counter): Gateway =>
  async (request) => {
    const { pathname } = new URL(request.url);
    const here = routes.filter(({ path }) => pathname.endsWith(path));
    const route = here.find(({ method }) => method === request.method);
    if (route) return route.answer(counter, request);
    return here.length > 0 ? wireError("method-not-allowed") : wireError("unknown-path");
  };
