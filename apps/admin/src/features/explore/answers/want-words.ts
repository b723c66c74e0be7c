import type { Answer } from "../asking/questions.ts";

export type Want = Answer<"unmetDemand">["wants"][number];

/** Records, so that a new one fails to compile here. */
const causes = {
  "unknown-model": "nobody hosts it",
  "no-capacity": "no node had room",
  "no-active-node": "no node was up",
  "over-budget": "more than the visitor held",
  blocked: "blocked",
  failed: "it broke",
  "gave-up": "the visitor gave up waiting",
} as const satisfies Record<NonNullable<Want["cause"]>, string>;

const wants = {
  ask: (subject: string) => `Asked ${subject}`,
  search: (subject: string) => `Searched ${subject}, found nothing`,
  probe: (subject: string) => `Offer “${subject}”`,
} as const satisfies Record<Want["kind"], (subject: string) => string>;

export const sayWant = ({ kind, subject, cause }: Want): string =>
  cause === null ? wants[kind](subject) : `${wants[kind](subject)}: ${causes[cause]}`;

export const visitorsOf = ({ committed }: Want): number =>
  Object.values(committed).reduce((sum, visitors) => sum + visitors, 0);
