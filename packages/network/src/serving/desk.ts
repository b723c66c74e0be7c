import type { ModelId, RequestId } from "@flywheel/vocabulary";
import type { Dice } from "../dice.ts";
import type { Measure } from "../nodes/measure.ts";
import type { Place, Router } from "../nodes/router.ts";
import type { Failure, NetworkState, Refusal } from "../port.ts";
import type { Pause } from "./pause.ts";
import { RepeatedRequestError } from "./repeated-request.ts";
import type { Seal } from "./seal.ts";

/** What serving an ask needs of the network around it. */
export type Desk = {
  readonly state: NetworkState;
  readonly router: Router;
  readonly measure: Measure;
  readonly pause: Pause;
  /** Signs, keeps and bills to the session that pays at this desk. */
  readonly seal: Seal;
  readonly now: () => number;
  /** Aborted when the network closes. */
  readonly closing: AbortSignal;
  /** Requests that are being served, so that none is served twice. */
  readonly underWay: Set<RequestId>;
  /** For how promptly a node answers, never for what. */
  readonly dice: Dice;
};

export { RepeatedRequestError };

export class WrongAskError extends Error {
  override name = "WrongAskError";
  constructor(readonly facts: { readonly field: string; readonly allowed: string }) {
    super(`${facts.field} must be ${facts.allowed}`);
  }
}

export type Admission =
  | { readonly outcome: "admitted"; readonly place: Place; readonly startedMs: number; leave(): void }
  | { readonly outcome: "refused"; readonly refusal: Refusal }
  | { readonly outcome: "failed"; readonly failure: Failure };

type Entry = { readonly requestId: RequestId; readonly model: ModelId };

/** From the door to a place at a node. Whoever is admitted must leave. */
export async function admit(desk: Desk, { requestId, model }: Entry, signal: AbortSignal): Promise<Admission> {
  const { underWay, state, router, now } = desk;
  if (underWay.has(requestId)) throw new RepeatedRequestError({ requestId });
  underWay.add(requestId);
  let admitted = false;
  try {
    if (await state.receipt(requestId)) throw new RepeatedRequestError({ requestId });
    const route = await router.route(model, signal);
    if (route.outcome === "refused") return route;
    if (route.outcome === "left") return { outcome: "failed", failure: brokenOff };
    admitted = true;
    const leave = () => {
      underWay.delete(requestId);
      route.place.leave();
    };
    return { outcome: "admitted", place: route.place, startedMs: now(), leave };
  } finally {
    if (!admitted) underWay.delete(requestId);
  }
}

/** The caller left, or the network closed, before anything was served. */
export const brokenOff: Failure = { source: "gateway", retryable: true };

/** A node broke while it worked. What broke inside it is its own affair: nothing is owed. */
export const nodeBroke: Failure = { source: "provider", retryable: true };
