import type { EventFilter, Segment, VisitorCondition } from "@flywheel/vocabulary";
import { blankCondition, type ConditionChoice } from "./written-segment.ts";

const dayMs = 86_400_000;

/** What somebody would have chosen to write a segment: where changing it begins. */
export const choicesOf = ({ all }: Pick<Segment, "all">): readonly ConditionChoice[] =>
  all.map((condition) => ({ ...blankCondition, ...chosen(condition) }));

function chosen(condition: VisitorCondition): Partial<ConditionChoice> {
  switch (condition.kind) {
    case "property": {
      const { property, in: values } = condition;
      const isOpen = property === "browser" || property === "build";
      return { attribute: property, ...(isOpen ? { text: values.join(", ") } : { values }) };
    }
    case "tenure":
      return { attribute: "tenure", values: [condition.is] };
    case "behaviour": {
      const { of, did, atLeast, withinMs } = condition;
      return {
        ...{ attribute: "event", is: did, ...eventOf(of), atLeast },
        withinDays: withinMs === null ? Number.NaN : withinMs / dayMs,
      };
    }
    case "cohort": {
      const { of, fromMs, toMs } = condition;
      return of === null ? { attribute: "seen", fromMs, toMs } : { attribute: "first", ...eventOf(of), fromMs, toMs };
    }
  }
}

const eventOf = ({ name, where }: EventFilter) => ({ event: name, where: where ?? null });
