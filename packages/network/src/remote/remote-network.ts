import type { RequestId } from "@flywheel/vocabulary";
import type { ChatAsk, ChatPart, ImageAsk, ImagePart, Network, NetworkStatus, Refusal } from "../port.ts";
import { checkChat, checkImage } from "../serving/check-ask.ts";
import { imageCostMicroUsd } from "../serving/image-cost.ts";
import { textCapMicroUsd } from "../serving/prices.ts";
import { type Catalogue, type EndpointState, openCatalogue } from "./catalogue.ts";
import { once, type ReceiptShelf, type RemoteDesk } from "./desk.ts";
import { createEndpoint, type EndpointParts } from "./endpoint.ts";
import { type Patience, usualPatience } from "./patience.ts";
import { remoteChat } from "./remote-chat.ts";
import { remoteImage } from "./remote-image.ts";

export type RemoteNetworkParts = EndpointParts & {
  readonly state: ReceiptShelf;
  readonly now: () => number;
  readonly patience?: Partial<Patience>;
};

/** The endpoint counts as one node that is active while it answers. */
export type RemoteStatus = NetworkStatus & { readonly endpoint: EndpointState; readonly sinceMs: number };
export type RemoteNetwork = Network & { status(): RemoteStatus };

/** A network of one: an OpenAI-compatible endpoint. It opens also when the endpoint does not answer, and keeps looking. */
export async function createRemoteNetwork(parts: RemoteNetworkParts): Promise<RemoteNetwork> {
  const { state, now } = parts;
  const patience = { ...usualPatience, ...parts.patience };
  const call = createEndpoint(parts);
  const catalogue = await openCatalogue({ call, patience, now });
  const closing = new AbortController();
  const underWay = new Set<RequestId>();
  const desk: RemoteDesk = { call, catalogue, state, now, patience, closing: closing.signal, underWay };

  return {
    models: () => catalogue.models().map(({ hosted }) => hosted),
    quote: (ask) => quote(desk, ask),
    chat: (ask, signal) => serveChat(desk, checkChat(ask), signal),
    image: (ask, signal) => serveImage(desk, checkImage(ask), signal),
    receipt: (requestId) => state.receipt(requestId),
    async proof(requestId) {
      const stored = await state.receipt(requestId);
      return stored && { stored, node: null, batch: null };
    },
    nodes: () => [],
    status() {
      const { state: endpoint, sinceMs } = catalogue.state();
      const active = endpoint === "usable" ? 1 : 0;
      return { nodes: 1, active, models: catalogue.models().length, endpoint, sinceMs };
    },
    async close() {
      catalogue.close();
      await until(() => underWay.size === 0, patience.graceMs);
      closing.abort();
      await until(() => underWay.size === 0, patience.graceMs);
    },
  };
}

async function* serveChat(desk: RemoteDesk, ask: ChatAsk, signal: AbortSignal): AsyncGenerator<ChatPart> {
  const model = desk.catalogue.find(ask.model, "text");
  if (model) yield* once(desk, ask.requestId, () => remoteChat(desk, ask, model, signal));
  else yield { kind: "refused", refusal: notOffered(desk, ask) };
}

async function* serveImage(desk: RemoteDesk, ask: ImageAsk, signal: AbortSignal): AsyncGenerator<ImagePart> {
  const model = desk.catalogue.find(ask.model, "image");
  if (model) yield* once(desk, ask.requestId, () => remoteImage(desk, ask, model, signal));
  else yield { kind: "refused", refusal: notOffered(desk, ask) };
}

function quote(desk: RemoteDesk, ask: ChatAsk | ImageAsk): ReturnType<Network["quote"]> {
  const model = modelFor(desk.catalogue, ask);
  if (!model) return { outcome: "refused", refusal: notOffered(desk, ask) };
  const capMicroUsd =
    "prompt" in ask ? imageCostMicroUsd(model.hosted, checkImage(ask)) : textCapMicroUsd(model.hosted, checkChat(ask));
  return { outcome: "quoted", quote: { capMicroUsd } };
}

const modelFor = (catalogue: Catalogue, ask: ChatAsk | ImageAsk) =>
  catalogue.find(ask.model, "prompt" in ask ? "image" : "text");

/** Before the first list nobody can say what is unknown. */
function notOffered({ catalogue, patience }: RemoteDesk, { model }: ChatAsk | ImageAsk): Refusal {
  if (catalogue.models().length === 0 && catalogue.state().state !== "usable") {
    return { code: "no-active-node", model, retryAfterMs: patience.lookAgainMs };
  }
  return { code: "unknown-model", model, known: false };
}

async function until(done: () => boolean, limitMs: number): Promise<void> {
  const lookEveryMs = 20;
  for (let waitedMs = 0; waitedMs < limitMs && !done(); waitedMs += lookEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
