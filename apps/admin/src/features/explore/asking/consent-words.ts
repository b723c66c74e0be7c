import { definitionOf, type EventFilter } from "@flywheel/vocabulary";
import { printEvent } from "./event-text.ts";

/** What the product itself needs is written of everybody, also of who declined to be measured (docs/decisions/0001). */
export const isOfEverybody = ({ name }: Pick<EventFilter, "name">): boolean =>
  definitionOf(name).consent === "necessary";

/** Who can be counted at all, where any of these events counts. */
export function sayWhoCounts(events: readonly EventFilter[]): string {
  if (!events.some(isOfEverybody)) return "Only visitors who agreed to measuring are counted.";
  return events.every(isOfEverybody)
    ? "Whoever declined to be measured is counted too."
    : "By some of these events only visitors who agreed to measuring are counted, by the others everybody.";
}

/** Of a share whose two numbers are not of the same visitors; null where they are. */
export function sayConsentGap(whom: EventFilter, did: EventFilter): string | null {
  if (isOfEverybody(whom) === isOfEverybody(did)) return null;
  const [one, other] = [printEvent(whom), printEvent(did)];
  return isOfEverybody(whom)
    ? `${one} is of everybody, ${other} only of who agreed to be measured: whoever declined is counted as if they never did it.`
    : `${one} is only of who agreed to be measured, ${other} of everybody: whoever declined is not counted at all.`;
}
