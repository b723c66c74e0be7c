import type { SegmentEntry } from "@flywheel/experiments";
import { atFirstEvent, saySegment } from "../words/segment-words.ts";

/** What was done to a saved segment, as it comes over the wire. */
export type ToldEntry = Pick<SegmentEntry, "revision" | "atMs" | "action" | "segment"> & {
  /** Null: somebody who is no longer here. */
  readonly byName: string | null;
};

export const sayBy = ({ byName }: Pick<ToldEntry, "byName">): string => byName ?? "somebody who is no longer here";

type Done = Pick<ToldEntry, "action" | "segment">;

/** What changed, of an entry and the one before it; null where that is not known. */
export function sayDone({ action, segment }: Done, before: Pick<Done, "segment"> | null): string {
  const name = `“${segment.name}”`;
  const means = saySegment(segment, atFirstEvent);
  const was = before?.segment ?? null;
  const renamed = was === null || was.name === segment.name ? "" : ` “${was.name}” became ${name}.`;
  switch (action) {
    case "save":
      return `Saved as ${name}. ${means}`;
    case "rename":
      return renamed === "" ? `Renamed to ${name}.` : `Renamed.${renamed}`;
    case "change":
      return was === null
        ? `Changed. Now: ${means}`
        : `Changed.${renamed} Before: ${saySegment(was, atFirstEvent)} Now: ${means}`;
    case "remove":
      return `Removed as ${name}. ${means}`;
  }
}
