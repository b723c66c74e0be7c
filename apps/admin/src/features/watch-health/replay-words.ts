import type { Replay } from "@flywheel/telemetry";
import { formatCount } from "@flywheel/ui";

/** What came of taking in again, with nothing left out. */
export function sayReplay({ takenIn, repeated, stillRefused }: Replay): string {
  if (takenIn + repeated + stillRefused === 0) return "There is nothing left to take in.";
  const said = [
    takenIn > 0 && `${formatCount(takenIn)} taken in.`,
    repeated > 0 && `${formatCount(repeated)} had come in meanwhile.`,
    stillRefused > 0 &&
      `${formatCount(stillRefused)} still refused${takenIn === 0 ? ": the cause is not mended, or what was withheld is needed" : ""}.`,
  ];
  return said.filter((sentence) => sentence !== false).join(" ");
}

export const sayDismissed = (dismissed: number): string =>
  dismissed === 0 ? "There was nothing left to dismiss." : `${formatCount(dismissed)} dismissed.`;
