import { type Answered, sayAsOf, sayCounted } from "../words/basis-words.ts";
import { sayCount } from "./weeks.ts";

/** What an answer about weeks rests on. */
export function sayFootings({ asOfMs, basis }: Pick<Answered, "asOfMs" | "basis">): string {
  const bots = `${sayCount(basis.botEvents, "event")} from bots left out`;
  return `${sayAsOf(asOfMs)} ${sayCounted(basis)} in the range, ${bots}.`;
}

/** Of every page about weeks. */
export const aboutWeeks = "Weeks begin on Monday, UTC; only weeks that are over count.";

export const simulatedWarning = "Nobody of these is real. Decide nothing by them.";
