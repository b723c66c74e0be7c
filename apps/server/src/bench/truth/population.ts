import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { createNetworkLedger, generate, Tally, type Truth, type WorldInput } from "@flywheel/simulator";
import type { QuestionEngine } from "@flywheel/store";
import { openBareProjection } from "@flywheel/store/bare-projection";
import { createMemoryEventLog, type EventLog, takeIn } from "@flywheel/telemetry";
import type { NetworkEvent } from "@flywheel/vocabulary";

export type PopulationParts = {
  readonly world: Partial<WorldInput>;
  readonly visitors: number;
  readonly days: number;
  readonly seed: number;
  /** Midnight (UTC) of the first day. */
  readonly startMs: number;
  /** What the network tells of itself and of no visitor, instead of what that of the world would. */
  readonly facts?: readonly NetworkEvent[];
};

/** A population as the product would have it, to be asked; `truth` is for whoever compares, never for an estimator. */
export type OpenPopulation = {
  readonly questions: QuestionEngine;
  readonly truth: Truth;
  close(): Promise<void>;
};
export type Open = (parts: PopulationParts) => Promise<OpenPopulation>;

const dayMs = 86_400_000;
const sender = { kind: "server", app: null, simulated: true } as const;
const limits = { threads: 1, memoryMiB: 3_072 };

/**
 * Makes a population and brings it in by the product's own intake, but into the projection's tables and no store. Whoever
 * asks must ask for simulated traffic.
 */
export const openPopulation: Open = (parts) => openPopulationIn(tmpdir(), parts);

export async function openPopulationIn(
  scratch: string,
  { facts, ...population }: PopulationParts,
): Promise<OpenPopulation> {
  const projection = await openBareProjection({ ...limits, scratch });
  try {
    const log: EventLog = {
      ...createMemoryEventLog(),
      async append(events) {
        await projection.append(events);
        return { accepted: events.length, repeated: 0, erased: 0 };
      },
    };
    const receivedAtMs = population.startMs + population.days * dayMs;
    const tally = new Tally();
    const ledger = createNetworkLedger(population);
    const told: NetworkEvent[] = [];
    for (const events of generate(population, tally)) {
      const batch = { sentAtMs: receivedAtMs, lost: 0, events: [...events] };
      const taken = await takeIn({ log, sender, receivedAtMs, batch, randomBytes });
      if (taken.outcome !== "taken" || taken.accepted !== events.length) {
        throw new Error(`intake took ${taken.outcome === "taken" ? taken.accepted : 0} of ${events.length} events`);
      }
      if (facts === undefined) told.push(...ledger.hear(events));
    }
    await projection.appendNetwork(facts ?? [...told, ...ledger.end()]);
    return { questions: projection.questions, truth: tally.truth(), close: projection.close };
  } catch (error) {
    await projection.close();
    throw error;
  }
}
