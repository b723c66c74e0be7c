import type { StickyAssignmentsDocument } from "@growthbook/growthbook";
import type { ExperimentDefinition } from "./definition/definition.ts";
import { isLive } from "./port.ts";

/** Which variant a visitor was dealt, by GrowthBook's name for the experiment and its phase (`key__phase`). */
export type StickyAssignments = Readonly<Record<string, string>>;

const attributeName = "id";

/** As the SDK keeps it. */
export const documentsOf = (
  visitorId: string,
  assignments: StickyAssignments,
): Record<string, StickyAssignmentsDocument> => ({
  [`${attributeName}||${visitorId}`]: { attributeName, attributeValue: visitorId, assignments: { ...assignments } },
});

/** Those of phases that are not over, a pause included; a browser's cookie would otherwise grow for ever. */
export function stillLive(
  assignments: StickyAssignments,
  definitions: readonly ExperimentDefinition[],
): StickyAssignments {
  const live = new Set(definitions.filter((it) => isLive(it) && it.sticky).map(({ key, phase }) => `${key}__${phase}`));
  return Object.fromEntries(Object.entries(assignments).filter(([name]) => live.has(name)));
}
