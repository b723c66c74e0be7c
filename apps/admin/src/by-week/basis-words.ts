import { formatMoment } from "../words/moments.ts";
import { sayCount } from "./weeks.ts";

type Footings = {
  readonly asOfMs: number;
  readonly basis: {
    readonly visitors: number;
    readonly events: number;
    readonly botEvents: number;
    readonly simulated: boolean;
  };
};

/** What an answer rests on. */
export function sayFootings({ asOfMs, basis: { visitors, events, botEvents, simulated } }: Footings): string {
  const whose = sayCount(visitors, simulated ? "simulated visitor" : "real visitor");
  const bots = `${sayCount(botEvents, "event")} from bots left out`;
  return `As of ${formatMoment(asOfMs)}. ${sayCount(events, "event")} of ${whose} in the range, ${bots}.`;
}

/** Of every page about weeks. */
export const aboutWeeks = "Weeks begin on Monday, UTC; only weeks that are over count.";

export const simulatedWarning = "Nobody of these is real. Decide nothing by them.";
