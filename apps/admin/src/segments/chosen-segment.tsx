import type { Segment } from "@flywheel/vocabulary";
import { Text } from "@mantine/core";
import { atFirstEvent, saySegment } from "../words/segment-words.ts";

export type ChosenSegmentProps = {
  readonly segment: Segment | null;
  /** When the question judges whether somebody is in it. */
  readonly moment?: string;
};

/** Whom the chosen segment means: under the form of a question, because a name alone does not tell. */
export function ChosenSegment({ segment, moment = atFirstEvent }: ChosenSegmentProps) {
  if (segment === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {segment.name}: {saySegment(segment, moment)}
    </Text>
  );
}
