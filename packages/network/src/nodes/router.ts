import type { ModelId } from "@flywheel/vocabulary";
import type { Refusal } from "../port.ts";
import type { RegisteredNode } from "./registry.ts";

/** A place at a node, held from routing to the end of serving. */
export type Place = { readonly node: RegisteredNode; readonly queuedMs: number; leave(): void };

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

/** Sends each ask to the active node with the most room; a short queue in front, and a refusal beyond it. */
export function createRouter({ nodes, now, ear, places, waitMs }: RouterParts) {
  const busy = new Map<RegisteredNode, number>(nodes.map((node) => [node, 0]));
  let queue: readonly Waiting[] = [];
  let closed = false;

  const loadOf = (node: RegisteredNode) => (busy.get(node) ?? 0) / node.record().capacity.maxConcurrent;
  const hosts = (model: ModelId) => nodes.filter((node) => node.record().capacity.models.includes(model));
  const activeHosts = (model: ModelId) =>
    hosts(model)
      .filter((node) => node.isActive())
      .sort((a, b) => loadOf(a) - loadOf(b));

  function seat(node: RegisteredNode, model: ModelId, queuedMs: number): Place {
    busy.set(node, (busy.get(node) ?? 0) + 1);
    const work = ear.began(node, model);
    let seated = true;
    return {
      node,
      queuedMs,
      leave() {
        if (!seated) return;
        seated = false;
        work.ended();
        busy.set(node, (busy.get(node) ?? 1) - 1);
        callNext(node);
      },
    };
  }

  /** The oldest in the queue whose model this node has; it may have fallen silent since. */
  function callNext(node: RegisteredNode): void {
    if (!node.isActive() || loadOf(node) >= 1) return;
    const next = queue.find(({ model }) => node.record().capacity.models.includes(model));
    if (!next) return;
    queue = queue.filter((waiting) => waiting !== next);
    next.wake(node);
  }

  function refuse(model: ModelId): Route {
    const [first] = activeHosts(model);
    if (!first) {
      return { outcome: "refused", refusal: { code: "no-active-node", model, retryAfterMs: 60_000 } };
    }
    ear.refused(first, model);
    return { outcome: "refused", refusal: { code: "no-capacity", model, retryAfterMs: waitMs } };
  }

  return {
    async route(model: ModelId, signal: AbortSignal): Promise<Route> {
      if (closed || signal.aborted) return { outcome: "left" };
      const [best] = activeHosts(model);
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

    /** Seats whom it can, after nodes have come back. */
    callAll() {
      for (const node of nodes) callNext(node);
    },

    /** How many asks are being served. */
    underWay: () => [...busy.values()].reduce((sum, count) => sum + count, 0),

    /** Lets nobody in any more, and sends everybody home who waits. */
    close() {
      closed = true;
      for (const { wake } of queue) wake(null);
    },
  };
}

export type Router = ReturnType<typeof createRouter>;
