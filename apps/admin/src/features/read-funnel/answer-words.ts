import type { FunnelAnswer } from "@flywheel/api/type";
import { formatCount } from "@flywheel/ui";
import { formatElapsed } from "../../words/elapsed.ts";
import { formatMoment } from "../../words/moments.ts";

/** Visitors who still have time are no loss yet; null when there are none. */
export function sayOpen({ steps, question }: FunnelAnswer): string | null {
  const open = steps[0]?.open ?? 0;
  if (open === 0) return null;
  const window = formatElapsed(question.windowMs);
  return open === 1
    ? `1 visitor is not over yet: they have ${window} from their first step. They are counted apart and in no share.`
    : `${formatCount(open)} visitors are not over yet: each has ${window} from their first step. They are counted apart and in no share.`;
}

/** What the answer rests on. */
export function sayFootings({ asOfMs, events, botEvents }: FunnelAnswer): string {
  const considered = `${formatCount(events)} ${events === 1 ? "event" : "events"} considered`;
  const bots = `${formatCount(botEvents)} from bots left out`;
  return `As of ${formatMoment(asOfMs)}. ${considered}, ${bots}.`;
}
