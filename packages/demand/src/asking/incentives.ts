import type { EventFilter } from "@flywheel/vocabulary";

/**
 * What draws somebody besides the answers (decision 0062). Who is organic is asked of any app and of all that is known of
 * the past, whatever a question is of: a grant does not stop to draw where a range begins. The daily allowance is none.
 */
export const grant: EventFilter = { name: "credits.granted", where: { funding: "granted" } };
export const campaignVisit: EventFilter = { name: "session.started", where: { entry: "campaign", first: true } };
