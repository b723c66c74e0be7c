import type { RequestId } from "@flywheel/vocabulary";
import type { GatewayParts } from "../gateway.ts";
import type { Till } from "../payment/till.ts";
import type { ChatAsk, HostedModel, ImageAsk, MockNetwork, Network, NodeRecord } from "../port.ts";
import { anyCaller, callerOf } from "./caller.ts";
import { endedAsError, wireError } from "./wire-errors.ts";

/** Where a request is let in: who asks, whether it is paid, and who then serves it. */
export type Counter = {
  readonly parts: GatewayParts;
  models(): readonly HostedModel[];
  nodes(): readonly NodeRecord[];
  /** Null when a header of the house is malformed. */
  caller(request: Request): { readonly requestId: RequestId; readonly appId: string } | null;
  /** A response when the request is not let in. */
  letIn(request: Request, ask: ChatAsk | ImageAsk): Promise<LetIn | Response>;
};

export type LetIn = {
  readonly serve: Pick<Network, "chat" | "image">;
  readonly headers: Readonly<Record<string, string>>;
};

/** Inside the house: callers say who they are, and the network that they were handed pays by itself. */
export const houseCounter = (network: Network, parts: GatewayParts): Counter => ({
  parts,
  models: network.models,
  nodes: network.nodes,
  caller: (request) => callerOf(request, parts),
  letIn: async () => ({ serve: network, headers: {} }),
});

/** For anybody: nobody is served who has not paid, and nobody names a request or an app of the house. */
export const publicCounter = (network: MockNetwork, till: Till, parts: GatewayParts): Counter => ({
  parts,
  models: network.models,
  nodes: network.nodes,
  caller: () => anyCaller(parts),
  async letIn(request, ask) {
    const quoted = network.quote(ask);
    if (quoted.outcome === "refused") {
      const { code, more } = endedAsError({ kind: "refused", refusal: quoted.refusal });
      return wireError(code, more);
    }
    const taken = await till.take(request, quoted.quote.capMicroUsd);
    if (taken.outcome === "unpaid") return wireError("payment-required", { why: taken.why, headers: taken.headers });
    return { serve: network.paidBy(taken.session), headers: taken.headers };
  },
});
