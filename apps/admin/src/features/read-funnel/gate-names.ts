import { type JourneyGate, journey, journeyGates } from "@flywheel/vocabulary/journey";
import type { StepName } from "../../by-step/step-rows.ts";
import { sayEvent } from "../../words/event-words.ts";

/** A record, so that a new gate fails to compile here. */
const words = {
  visited: { title: "Visited", who: "visited" },
  asked: { title: "Asked", who: "asked" },
  served: { title: "Served", who: "were served" },
  kept: { title: "Kept", who: "kept an output" },
  paid: { title: "Paid", who: "paid with purchased credits" },
} as const satisfies Record<JourneyGate, Omit<StepName, "event">>;

/** The gates of the journey, in order, each with the event that passes it. */
export const gateNames: readonly StepName[] = journeyGates.map((gate) => ({
  ...words[gate],
  event: sayEvent(journey[gate]),
}));
