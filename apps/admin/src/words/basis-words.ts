import { formatCount } from "@flywheel/ui";
import { formatMoment } from "./moments.ts";

/** What every answer of the server says besides itself. */
export type Answered = {
  readonly asOfMs: number;
  readonly question: { readonly segment: { readonly name: string } | null };
  readonly basis: Basis;
};

type Basis = {
  readonly visitors: number;
  readonly events: number;
  readonly botEvents: number;
  readonly simulated: boolean;
};

/** What an answer rests on. `judgedAt` is where the question looks whether somebody is in its segment. */
export function sayBasis({ asOfMs, question: { segment }, basis }: Answered, judgedAt = "first such event"): string {
  const only = segment ? ` Only who was in “${segment.name}” at their ${judgedAt} of the period.` : "";
  return `${sayAsOf(asOfMs)} Rests on ${sayCounted(basis)}; ${formatCount(basis.botEvents)} from bots left out.${only}`;
}

export const sayAsOf = (asOfMs: number): string => `As of ${formatMoment(asOfMs)}.`;

/** "1,234 events of 600 real visitors": nobody simulated is called anything else. */
export function sayCounted({ events, visitors, simulated }: Basis): string {
  const whose = `${simulated ? "simulated" : "real"} ${visitors === 1 ? "visitor" : "visitors"}`;
  return `${formatCount(events)} ${events === 1 ? "event" : "events"} of ${formatCount(visitors)} ${whose}`;
}
