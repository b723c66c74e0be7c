import { formatCount } from "@flywheel/ui";
import type { FlywheelAnswer } from "./answer.ts";
import { weekChoices } from "./view.ts";

/**
 * Events of the range times days, beyond which the 30 seconds that the server gives a question are hardly enough: an
 * estimate for two cores, where an event is read once for each day on which its visitor did anything.
 */
const mostReadings = 50_000_000;

/**
 * Why days are not left out once the question of all days is answered; null where they are. It is refused before it is
 * asked, so that nobody waits for an answer that cannot come or would say the same.
 */
export function whyNotLeftOut({ said, weeks, basis }: FlywheelAnswer): string | null {
  if (said === null || weeks === null || said.judgement.bottleneck.is !== "named") {
    return "Not needed: no layer is named, so no single day can have made its name.";
  }
  const days = 7 * (weeks.lastClosed - weeks.first + 1);
  if (basis.events * days <= mostReadings) return null;
  const fits = weekChoices.findLast((it) => 7 * it < days && 7 * it * basis.events <= mostReadings);
  const instead = fits === undefined ? "Choose one app or a segment" : `Judge ${fits} weeks, one app or a segment`;
  return `Not done: to leave out each of ${days} days of ${formatCount(basis.events)} events is likely to take more than the 30 seconds that a question has. ${instead}.`;
}
