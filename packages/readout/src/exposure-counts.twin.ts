import type { ExperimentDefinition } from "@flywheel/experiments";
import { type EventFilter, journey, type TakenEvent } from "@flywheel/vocabulary";
import type { ExperimentCounts } from "./exposure-counts.ts";

/** The same counts in plain code over raw events: what answerExposureCounts is checked against. */
export function countExposuresSlowly(
  experiment: ExperimentDefinition,
  asOfMs: number,
  taken: readonly TakenEvent[],
): ExperimentCounts {
  const real = taken.filter(({ bot, simulated, atMs }) => !bot && !simulated && atMs <= asOfMs);
  const visitors = [...new Set(real.map(({ visitorKey }) => visitorKey))].flatMap((visitorKey) => {
    const theirs = real.filter((event) => event.visitorKey === visitorKey);
    const exposures = theirs.filter(
      ({ name, experiment: of, fields }) =>
        name === "experiment.exposed" && of === experiment.key && fields.phase === experiment.phase,
    );
    if (exposures.length === 0) return [];
    const firstMs = Math.min(...exposures.map(({ atMs }) => atMs));
    const after = theirs.filter(({ atMs, app }) => atMs >= firstMs && app === experiment.app);
    return [{ variants: new Set(exposures.map(({ variant }) => variant)), after }];
  });

  return {
    asOfMs,
    experiment: experiment.key,
    phase: experiment.phase,
    excluded: visitors.filter(({ variants }) => variants.size > 1).length,
    variants: experiment.variants.map(({ key, name }) => {
      const arm = visitors.filter(({ variants }) => variants.size === 1 && variants.has(key));
      const who = (filter: EventFilter) =>
        arm.filter(({ after }) => after.some((event) => matches(filter, event))).length;
      const { asked, served, kept, paid } = journey;
      return {
        key,
        name,
        exposed: arm.length,
        conversions: { asked: who(asked), served: who(served), kept: who(kept), paid: who(paid) },
      };
    }),
  };
}

const matches = ({ name, where = {} }: EventFilter, event: TakenEvent) =>
  event.name === name && Object.entries(where).every(([field, value]) => event.fields[field] === value);
