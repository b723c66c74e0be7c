import { formatCount } from "@flywheel/ui";
import { formatMoment } from "../../../words/moments.ts";
import type { Range } from "../asking/period.ts";
import type { View } from "../asking/view.ts";

/** What every answer of the server says besides itself. */
export type Answered = {
  readonly asOfMs: number;
  readonly question: { readonly segment: { readonly name: string } | null };
  readonly basis: {
    readonly visitors: number;
    readonly events: number;
    readonly botEvents: number;
    readonly simulated: boolean;
  };
};

export type AskProps = {
  readonly view: View;
  readonly range: Range;
  /** Moves the end of the period to now. */
  readonly onAskAgain: () => void;
};

/** What an answer rests on. */
export function sayBasis({ asOfMs, question: { segment }, basis }: Answered): string {
  const { visitors, events, botEvents, simulated } = basis;
  const whose = `${formatCount(visitors)} ${simulated ? "simulated" : "real"} ${visitors === 1 ? "visitor" : "visitors"}`;
  const counted = `${formatCount(events)} ${events === 1 ? "event" : "events"}`;
  const only = segment ? ` Only who was in “${segment.name}” at their first such event of the period.` : "";
  return `As of ${formatMoment(asOfMs)}. Rests on ${counted} of ${whose}; ${formatCount(botEvents)} from bots left out.${only}`;
}
