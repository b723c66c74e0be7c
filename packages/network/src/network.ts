import type { RequestId } from "@flywheel/vocabulary";
import { createDice } from "./dice.ts";
import { findImage, findText, hostedModel, offers, unknownModel } from "./models/offers.ts";
import { fleet } from "./nodes/fleet.ts";
import { createMeasure } from "./nodes/measure.ts";
import { openRegistry, type Registry } from "./nodes/registry.ts";
import { createRouter } from "./nodes/router.ts";
import { supplyOf } from "./nodes/supply.ts";
import type { Renderer } from "./painting/renderer.ts";
import { createPayments } from "./payment/sessions.ts";
import type { ChatAsk, Economy, ImageAsk, MockNetwork, Network, NetworkReporter, NetworkState } from "./port.ts";
import { findProof } from "./proof.ts";
import { createRenderPool } from "./render-pool.ts";
import { checkChat, checkImage } from "./serving/check-ask.ts";

import type { Desk } from "./serving/desk.ts";
import { createPause } from "./serving/pause.ts";
import { opgPriceMicroUsd, textCapMicroUsd } from "./serving/prices.ts";
import { createSeal } from "./serving/seal.ts";
import { serveChat } from "./serving/serve-chat.ts";
import { serveImage } from "./serving/serve-image.ts";
import type { EarningNode } from "./settlement/close-epoch.ts";
import { type SettlementRules, usualRules } from "./settlement/rules.ts";
import { createSettlement } from "./settlement/settlement.ts";
import { lastingEvent, type SupplyFact, supplyEvent } from "./supply-facts.ts";
import { openWeather } from "./weather/weather.ts";

export type NetworkParts = {
  readonly state: NetworkState;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Drives what is left to chance in a network: how promptly nodes answer. What they answer depends on the ask alone. */
  readonly seed: number;
  readonly report: NetworkReporter;
  /** 1: real speeds. 0: no deliberate delays. */
  readonly pace?: number;
  readonly renderer?: Renderer;
  readonly rules?: SettlementRules;
  /** Of every node, whatever its capacity says: for measuring what a process can hold. */
  readonly placesOfEachNode?: number;
};

/** How many may wait for one model, and how long before they are sent away. */
const queue = { places: 12, waitMs: 20_000 };

/** Every part of the clock's work: heartbeats that are due, and a minute that is over. */
const beatEveryMs = 15_000;
const measureEveryMs = 60_000;

/** How long work under way may take to end when the network closes. */
const graceMs = 2_000;

export async function createNetwork(parts: NetworkParts): Promise<MockNetwork> {
  const { state, now, randomBytes, seed, report, pace = 1, rules = usualRules } = parts;
  const registry = await openRegistry({ fleet: withPlaces(fleet, parts.placesOfEachNode), state, now });
  const measure = createMeasure(registry, now);
  const router = createRouter({ nodes: registry.nodes, now, ear: measure.ear, ...queue });
  const renderer = parts.renderer ?? createRenderPool();
  const closing = new AbortController();
  const sealFor = createSeal({ state, now });
  const settlement = createSettlement({ state, nodes: () => earning(registry), now, rules });
  const desk: Omit<Desk, "seal"> = {
    state,
    router,
    measure,
    pause: createPause(pace),
    now,
    closing: closing.signal,
    underWay: new Set<RequestId>(),
    dice: createDice("network", seed),
  };
  const tell = (facts: readonly SupplyFact[]) => {
    if (facts.length > 0) report(facts.map((fact) => supplyEvent({ now, randomBytes }, fact)));
  };
  const beat = () => {
    tell(registry.beat().map(({ teeId, enabled }) => ({ name: "node.reported", fields: { node: teeId, enabled } })));
    router.callAll();
  };
  /** A laptop that slept has missed heartbeats: nobody is refused because a timer is late. */
  const ready = <Ask>(ask: Ask): Ask => {
    beat();
    return ask;
  };

  const weather = await openWeather({ state, registry, router, seed, now, randomBytes, report });
  report(openingFacts(registry).map((fact) => lastingEvent({ now }, fact)));
  const timers = [setInterval(beat, beatEveryMs), setInterval(() => tell(measure.take()), measureEveryMs)];
  for (const timer of timers) timer.unref();

  return {
    models: () => offers.map(hostedModel),
    quote,
    payments: createPayments({ state, now, touchEveryMs: rules.sessionIdleMs / 10 }),
    paidBy(session) {
      const paid: Desk = { ...desk, seal: sealFor(session) };
      return {
        chat: (ask, signal) => serveChat(paid, ready(checkChat(ask)), signal),
        image: (ask, signal) => serveImage(paid, renderer, ready(checkImage(ask)), signal),
      };
    },
    control: {
      weather: weather.weather,
      turnWeather: weather.turnWeather,
      supply: () => supplyOf(registry, router),
      economy: () => readEconomy(state),
    },
    tend: settlement.tend,
    proof: (requestId) => findProof({ state, registry }, requestId),
    receipt: (requestId) => state.receipt(requestId),
    nodes: () => registry.nodes.map(({ record }) => record()),
    status: () => ({
      nodes: registry.nodes.length,
      active: registry.nodes.filter((node) => node.isActive()).length,
      models: offers.length,
    }),
    async close() {
      weather.close();
      for (const timer of timers) clearInterval(timer);
      router.close();
      await until(() => router.underWay() === 0, graceMs);
      closing.abort();
      await until(() => router.underWay() === 0, graceMs);
      tell(measure.take());
      await renderer.close();
    },
  };
}

const withPlaces = (nodes: typeof fleet, places: number | undefined): typeof fleet =>
  places === undefined
    ? nodes
    : nodes.map((node) => ({ ...node, capacity: { ...node.capacity, maxConcurrent: places } }));

const earning = ({ nodes }: Registry): readonly EarningNode[] =>
  nodes.map(({ record, isActive }) => {
    const { teeId, publicKey, costMicroUsdPerHour } = record();
    return { node: teeId, publicKey, isActive: isActive(), costMicroUsdPerHour };
  });

/** As many of the newest as an operator looks at. */
const shown = { batches: 20, epochs: 20 };

async function readEconomy(state: NetworkState): Promise<Economy> {
  const [ledger, batches, epochs] = await Promise.all([
    state.ledger(),
    state.batches(shown.batches),
    state.epochs(shown.epochs),
  ]);
  return { opgPriceMicroUsd, ledger, batches, epochs };
}

function quote(ask: ChatAsk | ImageAsk): ReturnType<Network["quote"]> {
  if ("prompt" in ask) {
    const offer = findImage(checkImage(ask).model);
    return offer
      ? { outcome: "quoted", quote: { capMicroUsd: offer.imageMicroUsd * (ask.count ?? 1) } }
      : { outcome: "refused", refusal: unknownModel(ask.model) };
  }
  const offer = findText(checkChat(ask).model);
  return offer
    ? { outcome: "quoted", quote: { capMicroUsd: textCapMicroUsd(offer, ask) } }
    : { outcome: "refused", refusal: unknownModel(ask.model) };
}

/** Who joined and what is offered: true since the first start, and said with the same ids at each. */
const openingFacts = ({ nodes }: Registry): readonly SupplyFact[] => [
  ...nodes.map(({ record }): SupplyFact => {
    const { teeId, capacity } = record();
    return { name: "node.registered", fields: { node: teeId, maxConcurrent: capacity.maxConcurrent } };
  }),
  ...offers.map(({ id, medium }): SupplyFact => ({ name: "model.listed", fields: { model: id, medium } })),
  ...offers
    .filter(({ state }) => state === "deprecated")
    .map(({ id }): SupplyFact => ({ name: "model.deprecated", fields: { model: id } })),
];

async function until(done: () => boolean, limitMs: number): Promise<void> {
  const lookEveryMs = 20;
  for (let waitedMs = 0; waitedMs < limitMs && !done(); waitedMs += lookEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
