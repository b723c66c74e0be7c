import type { Segment } from "@flywheel/vocabulary";
import { Button } from "@mantine/core";
import { SegmentWriter } from "../../segments/segment-writer.tsx";

export type OwnSegmentProps = {
  readonly isTaken: (key: string) => boolean;
  readonly onAdd: (segment: Segment) => void;
  readonly onLeave: () => void;
};

/** A segment of this experiment only. */
export function OwnSegment({ isTaken, onAdd, onLeave }: OwnSegmentProps) {
  function add(segment: Segment): string | null {
    if (isTaken(segment.key)) return "There is a segment of this name already. Choose another name.";
    onAdd(segment);
    return null;
  }

  return (
    <SegmentWriter legend="A segment of its own" start={null} moment="their first exposure">
      {(finish) => (
        <>
          <Button onClick={() => finish(add)}>Add the segment</Button>
          <Button variant="default" onClick={onLeave}>
            Leave it
          </Button>
        </>
      )}
    </SegmentWriter>
  );
}
