import type { SentEvent } from "@flywheel/vocabulary";
import { generate } from "../generate.ts";
import type { Population } from "../population/population.ts";
import { Tally } from "../population/tally.ts";
import { plain } from "../world/plain.ts";
import type { WorldInput } from "../world/world.ts";

export const dayMs = 86_400_000;
/** A Monday. */
export const startMs = Date.UTC(2026, 0, 5);

/** All of a population's events at once, and its truth. */
export function simulated(population: Partial<Population>) {
  const tally = new Tally();
  const events = [...generate({ seed: 5, visitors: 300, days: 14, startMs, ...population }, tally)].flat();
  return { events, truth: tally.truth() };
}

/** A plain world with one thing planted. */
export const plainWith = (sections: Partial<WorldInput>): WorldInput => ({ ...plain, ...sections });

/** The plain world's only habit, changed. */
export const steadyWith = (changes: Partial<WorldInput["habits"][string]>): WorldInput["habits"] => ({
  steady: { ...plain.habits.steady, ...changes },
});

/** The plain world's only intent, changed. */
export const pictureWith = (changes: Partial<WorldInput["intents"][string]>): WorldInput["intents"] => ({
  picture: { ...plain.intents.picture, ...changes },
});

export function byVisitor(events: readonly SentEvent[]): ReadonlyMap<string, readonly SentEvent[]> {
  const owned = new Map<string, SentEvent[]>();
  for (const event of events) {
    const { visitorId = "" } = event;
    const own = owned.get(visitorId);
    if (own) own.push(event);
    else owned.set(visitorId, [event]);
  }
  return owned;
}

/** The days since 1970 on which each visit of a visitor began. */
export const visitDaysOf = (own: readonly SentEvent[]): readonly number[] =>
  own.filter(({ name }) => name === "session.started").map(({ atMs }) => Math.floor(atMs / dayMs));

/**
 * How many standard deviations of the binomial a count is away from what was planted. A right generator is beyond 4 once
 * in 16,000 times.
 */
export function deviations(times: number, of: number, planted: number): number {
  return Math.abs(times - of * planted) / Math.sqrt(of * planted * (1 - planted));
}

/** Of two proportions that were planted equal, or different by `planted`. */
export function deviationsApart(a: readonly [number, number], b: readonly [number, number], planted: number): number {
  const [rateA, rateB] = [a[0] / a[1], b[0] / b[1]];
  return Math.abs(rateB - rateA - planted) / Math.sqrt((rateA * (1 - rateA)) / a[1] + (rateB * (1 - rateB)) / b[1]);
}
