import type { EventName } from "./catalogue/index.ts";
import type { FieldValue } from "./event.ts";

/** Which events count as a step: a name and the fields it must have. */
export type EventFilter = {
  readonly name: EventName;
  readonly where?: Readonly<Record<string, FieldValue>> | undefined;
};

/**
 * The gates of the first funnel, in the terms of the catalogue. `served` is an answer delivered whole; `paid` is settled
 * with purchased credits, because free and granted ones prove no willingness to pay.
 */
export const journey = {
  visited: { name: "app.opened" },
  asked: { name: "prompt.submitted" },
  served: { name: "inference.completed" },
  kept: { name: "output.kept" },
  paid: { name: "payment.settled", where: { funding: "purchased" } },
} as const satisfies Record<string, EventFilter>;

export type JourneyGate = keyof typeof journey;
export const journeyGates = Object.keys(journey) as JourneyGate[];
