import type { NetworkEvent } from "@flywheel/vocabulary";
import type { Scope } from "./scope.ts";

/** What the store keeps of facts that came more than once: the first version of an id wins, as of visitors' events. */
function firstFacts(facts: readonly NetworkEvent[]): readonly NetworkEvent[] {
  const first = new Map<string, NetworkEvent>();
  for (const fact of facts) {
    if (!first.has(fact.id)) first.set(fact.id, fact);
  }
  return [...first.values()];
}

/** Of the traffic asked for, before the end of the range and until the moment of the answer, however old, in order. */
export const knownFactsSlowly = (
  { traffic, toMs }: Pick<Scope, "traffic" | "toMs">,
  asOfMs: number,
  facts: readonly NetworkEvent[],
): readonly NetworkEvent[] =>
  firstFacts(facts)
    .filter((it) => it.simulated === (traffic === "simulated") && it.atMs < toMs && it.atMs <= asOfMs)
    .toSorted((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));

/** Every fifth fact once more under the same id, at another time and saying something else: it must change nothing. */
export const factsSentAgain = (facts: readonly NetworkEvent[], awayMs: number): readonly NetworkEvent[] =>
  facts
    .filter((_, place) => place % 5 === 0)
    .map((fact, place) => ({
      ...fact,
      atMs: fact.atMs + (place % 2 === 0 ? awayMs : -awayMs),
      value: fact.value === null ? null : fact.value + 1_000_000,
      fields: Object.fromEntries(
        Object.entries(fact.fields).map(([field, value]) => [field, typeof value === "number" ? value + 7 : value]),
      ),
    }));
