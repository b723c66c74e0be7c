import { definitionOf, type EventName, eventNames } from "@flywheel/vocabulary";
import { journey, journeyGates } from "@flywheel/vocabulary/journey";

/** An event that ends a path when it lies between two gates, which are counted from 1. */
export type Excluded = { readonly name: EventName; readonly after: number; readonly before: number };

const steps: readonly EventName[] = journeyGates.map((gate) => journey[gate].name);

/** No event may fill a gate and be excluded, and what the network itself records has no visitor. */
export const excludableNames = eventNames.filter(
  (name) => !steps.includes(name) && definitionOf(name).writer !== "network",
);

/** Between any two gates, or just between two neighbours. */
export const betweens: readonly Pick<Excluded, "after" | "before">[] = [
  { after: 1, before: steps.length },
  ...steps.slice(1).map((_, at) => ({ after: at + 1, before: at + 2 })),
];

/** `checkout.abandoned:1-5` */
export const printExcluded = ({ name, after, before }: Excluded): string => `${name}:${after}-${before}`;

export function parseExcluded(text: unknown): Excluded | null {
  const all = excludableNames.flatMap((name) => betweens.map((between) => ({ name, ...between })));
  return all.find((excluded) => printExcluded(excluded) === text) ?? null;
}
