import type { EventId } from "@flywheel/vocabulary";
import { describeNetworkState } from "./exam.ts";
import { createMemoryNetworkState } from "./memory.ts";

describeNetworkState(
  "memory",
  async () => {
    const told: EventId[] = [];
    const state = createMemoryNetworkState({ onFacts: (facts) => told.push(...facts.map(({ id }) => id)) });
    return { state, facts: async () => told };
  },
  { runs: 100 },
);
