import type { JourneyGate } from "@flywheel/vocabulary/journey";

/** A record, so that a new gate fails to compile here. */
export const gateNames = {
  visited: "Visited",
  asked: "Asked",
  served: "Served",
  kept: "Kept",
  paid: "Paid",
} as const satisfies Record<JourneyGate, string>;
