import { answerChat } from "./gateway/chat-completions.ts";
import { answerImages } from "./gateway/image-generations.ts";
import { answerModels } from "./gateway/model-list.ts";
import { wireError } from "./gateway/wire-errors.ts";
import type { Network } from "./port.ts";

export type GatewayParts = {
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};
export type Gateway = (request: Request) => Promise<Response>;

export { flywheelHeaders } from "./gateway/caller.ts";
export type { ServedFrame } from "./gateway/proof-fields.ts";

const routes = [
  { method: "GET", path: "/models", answer: answerModels },
  { method: "POST", path: "/chat/completions", answer: answerChat },
  { method: "POST", path: "/images/generations", answer: answerImages },
] as const;

/** The network in the shape of OpenAI's HTTP API, as a function from a request to a response; where it is mounted is not its affair. */
export function createGateway(network: Network, parts: GatewayParts): Gateway {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const here = routes.filter(({ path }) => pathname.endsWith(path));
    const route = here.find(({ method }) => method === request.method);
    if (route) return route.answer(network, parts, request);
    return here.length > 0 ? wireError("method-not-allowed") : wireError("unknown-path");
  };
}
