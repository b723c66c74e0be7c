import type { ModelId } from "@flywheel/vocabulary";
import type { Refusal } from "../port.ts";
import type { RegisteredNode } from "./registry.ts";
import { createServiceTimes, waitOf } from "./service-times.ts";
import { speedAt } from "./speed-at.ts";

/** A place at a node, held from routing to the end of serving. */
export type Place = {
  readonly node: RegisteredNode;
  readonly queuedMs: number;
  /** Aborted when the node stops answering while this place is held: what it was doing is lost. */
  readonly vanished: AbortSignal;
  leave(): void;
};

export type Route =
  | { readonly outcome: "routed"; readonly place: Place }
  | { readonly outcome: "refused"; readonly refusal: Refusal }
  | { readonly outcome: "left" };

/** What the measure of supply wants to hear. */
export type RouterEar = {
  began(node: RegisteredNode, model: ModelId): { ended(): void };
  refused(node: RegisteredNode, model: ModelId): void;
};

export type RouterParts = {
  readonly nodes: readonly RegisteredNode[];
  readonly now: () => number;
  readonly ear: RouterEar;
  /** How many may wait for one model, and for how long. */
  readonly places: number;
  readonly waitMs: number;
};

type Waiting = { readonly model: ModelId; readonly wake: (node: RegisteredNode | null) => void };

/** Nobody can say when a node comes back: what most of them take is a minute or two. */
const comeBackMs = 60_000;

/** A node that is less than half full has room; how much more does not make up for being slow. */
const halvesOf = (load: number) => Math.floor(2 * load);

/** Sends each ask to a node with room, the fastest of them; a short queue in front, and a refusal beyond it. */
export function createRouter({ nodes, now, ear, places, waitMs }: RouterParts) {
  const busy = new Map<RegisteredNode, number>(nodes.map((node) => [node, 0]));
  const others = new Map<RegisteredNode, number>(nodes.map((node) => [node, 0]));
  const serviceTimes = createServiceTimes();
  let queue: readonly Waiting[] = [];
  let closed = false;

  const busyAt = (node: RegisteredNode) => busy.get(node) ?? 0;
  const othersAt = (node: RegisteredNode) => others.get(node) ?? 0;
  const placesOf = (node: RegisteredNode) => node.record().capacity.maxConcurrent;
  const loadOf = (node: RegisteredNode) => (busyAt(node) + othersAt(node)) / placesOf(node);
  const hosts = (node: RegisteredNode, model: ModelId) => node.record().capacity.models.includes(model);
  const isThere = (node: RegisteredNode) => node.isActive() && node.answers();
  const hostsOf = (model: ModelId) =>
    nodes
      .filter((node) => hosts(node, model) && isThere(node))
      .sort(
        (a, b) =>
          halvesOf(loadOf(a)) - halvesOf(loadOf(b)) || speedAt(b, model) - speedAt(a, model) || loadOf(a) - loadOf(b),
      );

  function seat(node: RegisteredNode, model: ModelId, queuedMs: number): Place {
    busy.set(node, busyAt(node) + 1);
    const work = ear.began(node, model);
    const sinceMs = now();
    let seated = true;
    return {
      node,
      queuedMs,
      vanished: node.vanished(),
      leave() {
        if (!seated) return;
        seated = false;
        work.ended();
        serviceTimes.took(model, Math.max(0, now() - sinceMs));
        busy.set(node, Math.max(0, busyAt(node) - 1));
        callNext(node);
      },
    };
  }

  /** The oldest in the queue whose model this node has, if there is room; it may have fallen silent since. */
  function callNext(node: RegisteredNode): boolean {
    if (!isThere(node) || loadOf(node) >= 1) return false;
    const next = queue.find(({ model }) => hosts(node, model));
    if (!next) return false;
    queue = queue.filter((waiting) => waiting !== next);
    next.wake(node);
    return true;
  }

  function refuse(model: ModelId): Route {
    const there = hostsOf(model);
    // Without one that is there it still counts at a node: a minute in which a model was wanted in vain is no idle one.
    const counted = there[0] ?? nodes.find((node) => hosts(node, model));
    if (counted) ear.refused(counted, model);
    if (there.length === 0) {
      return { outcome: "refused", refusal: { code: "no-active-node", model, retryAfterMs: comeBackMs } };
    }
    const retryAfterMs = waitOf({
      ahead: queue.filter((waiting) => there.some((node) => hosts(node, waiting.model))).length,
      // Of the places that others hold we do not know when they come free.
      places: there.reduce((sum, node) => sum + placesOf(node) - othersAt(node), 0),
      serviceMs: serviceTimes.of(model),
    });
    return { outcome: "refused", refusal: { code: "no-capacity", model, retryAfterMs } };
  }

  return {
    async route(model: ModelId, signal: AbortSignal): Promise<Route> {
      if (closed || signal.aborted) return { outcome: "left" };
      const [best] = hostsOf(model);
      if (best && loadOf(best) < 1) return { outcome: "routed", place: seat(best, model, 0) };
      if (!best || queue.filter((waiting) => waiting.model === model).length >= places) return refuse(model);

      const arrivedMs = now();
      const woken = await new Promise<Place | "tired" | "left">((resolve) => {
        const end = (result: Place | "tired" | "left") => {
          clearTimeout(patience);
          signal.removeEventListener("abort", leave);
          queue = queue.filter((other) => other !== waiting);
          resolve(result);
        };
        // Seated in the same turn as the place was left, so that nobody slips in between.
        const waiting: Waiting = {
          model,
          wake: (node) => end(node ? seat(node, model, Math.max(0, now() - arrivedMs)) : "left"),
        };
        const leave = () => end("left");
        const patience = setTimeout(() => end("tired"), waitMs);
        signal.addEventListener("abort", leave, { once: true });
        queue = [...queue, waiting];
      });
      if (woken === "tired") return refuse(model);
      return woken === "left" ? { outcome: "left" } : { outcome: "routed", place: woken };
    },

    /** The traffic of others takes this many places of a node, as far as they are free, and gives back the rest. */
    occupy(node: RegisteredNode, taken: number) {
      others.set(node, Math.max(0, Math.min(taken, placesOf(node) - busyAt(node))));
    },

    /** Seats whom it can, after nodes have come back or others have left. */
    callAll() {
      for (const node of nodes) while (callNext(node));
    },

    busyAt,
    othersAt,

    /** How many asks are being served. */
    underWay: () => [...busy.values()].reduce((sum, count) => sum + count, 0),
    /** How many asks wait. */
    waiting: () => queue.length,

    /** Lets nobody in any more, and sends everybody home who waits. */
    close() {
      closed = true;
      for (const { wake } of queue) wake(null);
    },
  };
}

export type Router = ReturnType<typeof createRouter>;
