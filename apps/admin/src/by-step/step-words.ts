import type { FunnelAnswer } from "@flywheel/api/type";
import { formatCount } from "@flywheel/ui";
import { formatElapsed } from "../../words/elapsed.ts";
import { windowIds, windows } from "./question.ts";

/** Visitors who still have time are no loss yet; null when there are none. */
export function sayOpen({ steps, question }: FunnelAnswer): string | null {
  const open = steps[0]?.open ?? 0;
  if (open === 0) return null;
  const window = windowIds.find((id) => windows[id].ms === question.windowMs);
  const length = window ? windows[window].label : formatElapsed(question.windowMs);
  const whose = `whose ${length} from the first step ${length.startsWith("1 ") ? "is" : "are"} not over yet`;
  return open === 1
    ? `Hatched and counted apart: 1 visitor ${whose}. They are in no share.`
    : `Hatched and counted apart: ${formatCount(open)} visitors ${whose}. They are in no share.`;
}
