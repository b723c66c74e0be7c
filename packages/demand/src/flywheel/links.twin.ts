import type { TakenEvent } from "@flywheel/vocabulary";
import { inOrder, knownSlowly } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import type { Link } from "./links.ts";
import type { VisitorWeeks } from "./visitor-weeks.ts";

/** The same by looking at each visitor's first session, and for who made its link first. */
export function linksSlowly(question: VisitorWeeks, asOfMs: number, taken: readonly TakenEvent[]): readonly Link[] {
  const known = knownSlowly(question, asOfMs, taken).filter((event) => !event.bot && event.atMs < question.toMs);
  const counted = inOrder(known);
  return [...new Set(counted.map(({ visitorKey }) => visitorKey))].flatMap((visitor) => {
    const session = counted.find((it) => it.visitorKey === visitor && it.name === "session.started");
    if (session?.fields.entry !== "share" || session.fields.first !== true) return [];
    const made = counted.find(
      ({ name, fields }) => name === "share.created" && fields.shareId === session.fields.shareId,
    );
    if (made === undefined || made.fields.shareId === undefined || made.visitorKey === visitor) return [];
    const week = numberAt(calendarOf(question), "week", made.atMs);
    return [{ visitor: String(visitor), sharer: String(made.visitorKey), week }];
  });
}
