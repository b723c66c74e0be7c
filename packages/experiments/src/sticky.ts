import type { StickyAssignmentsDocument } from "@growthbook/growthbook";

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

/** Those of experiments that still run; a browser's cookie would otherwise grow for ever. */
export function stillRunning(assignments: StickyAssignments, payload: Readonly<Record<string, unknown>>) {
  const running = new Set<string>();
  for (const feature of Object.values(payload)) {
    const rules: unknown = typeof feature === "object" && feature !== null && "rules" in feature ? feature.rules : null;
    if (!Array.isArray(rules)) continue;
    for (const rule of rules as { key?: unknown; bucketVersion?: unknown }[]) {
      if (typeof rule?.key === "string") running.add(`${rule.key}__${Number(rule.bucketVersion ?? 0)}`);
    }
  }
  return Object.fromEntries(Object.entries(assignments).filter(([name]) => running.has(name)));
}
