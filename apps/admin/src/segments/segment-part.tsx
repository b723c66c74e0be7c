import type { Segment } from "@flywheel/vocabulary";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useFocusAfter } from "../form-parts/use-focus-after.ts";
import { usePerson } from "../signed-in/person.ts";
import { mayActAs } from "../signed-in/roles.ts";
import { sayRefused } from "../words/say-refused.ts";
import { atFirstEvent } from "../words/segment-words.ts";
import { ChosenSegment } from "./chosen-segment.tsx";
import { isGiven, isSame } from "./segment-address.ts";
import { SegmentHistory } from "./segment-history.tsx";
import { savedAs } from "./segment-select.tsx";
import { SegmentWriter } from "./segment-writer.tsx";
import { type Saved, useKeepSegment, useSavedSegments } from "./use-saved-segments.ts";

export type SegmentPartProps = {
  readonly segment: Segment | null;
  readonly onChoose: (segment: Segment | null) => void;
};

/** What is being written: where it began, and which saved one it is to change, at the revision that was read then. */
type Written = { readonly start: Segment | null; readonly own: Saved | null };

/** Whom the chosen segment means, and what can be done with it: write another, change it, keep it, remove it. */
export function SegmentPart({ segment, onChoose }: SegmentPartProps) {
  const [writing, setWriting] = useState<Written | null>(null);
  // Whoever closes what they wrote has the keyboard where they opened it.
  const [wasOpen, setWasOpen] = useState(false);
  const { saved } = useSavedSegments();
  const { target, focusAfter } = useFocusAfter();
  const own = segment && savedAs(segment, saved);
  const mayKeep = mayActAs(usePerson().role, "editor");
  const remove = useKeepSegment(() => focusAfter(() => {}));
  const { variables } = remove;
  const removed = segment && variables && isSame(variables.segment, segment) ? remove : null;

  function open(written: Written) {
    remove.reset();
    setWasOpen(true);
    setWriting(written);
  }
  function use(chosen: Segment) {
    setWriting(null);
    onChoose(chosen);
  }

  if (writing !== null) return <Writing {...writing} onUse={use} onLeave={() => setWriting(null)} />;
  return (
    <Stack gap={4}>
      <ChosenSegment segment={segment} />
      <Group gap="xs">
        <Button
          ref={target}
          {...quiet}
          color="gray"
          autoFocus={wasOpen}
          onClick={() => open({ start: null, own: null })}
        >
          Write a segment
        </Button>
        {segment ? (
          <Button {...quiet} color="gray" onClick={() => open({ start: segment, own: mayKeep ? own : null })}>
            {own && mayKeep ? "Change this segment" : "Write another from this"}
          </Button>
        ) : null}
        {own && mayKeep ? (
          <Button
            {...quiet}
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ action: "remove", segment, revision: own.revision })}
          >
            Remove this segment
          </Button>
        ) : null}
      </Group>
      {removed?.isSuccess && !own ? (
        <Text size="sm" role="status">
          {segment?.name} is no longer saved. Links that have it, this one too, still ask for it.
        </Text>
      ) : null}
      {removed?.isError ? (
        <Text size="sm" c="red" role="alert">
          {sayRefused(removed.error)}
        </Text>
      ) : null}
      {segment && !isGiven(segment) ? <SegmentHistory key={segment.key} segmentKey={segment.key} /> : null}
    </Stack>
  );
}

const quiet = { variant: "subtle", size: "compact-sm" } as const;

type WritingProps = Written & {
  readonly onUse: (segment: Segment) => void;
  readonly onLeave: () => void;
};

/** It can be asked of without being saved: the address has the whole of it. */
function Writing({ start, own, onUse, onLeave }: WritingProps) {
  const mayKeep = mayActAs(usePerson().role, "editor");
  const keep = useKeepSegment((kept) => {
    onUse(kept.segment);
  });
  const save = (segment: Segment): null => {
    keep.mutate({ action: "save", segment });
    return null;
  };
  const change = (of: Saved) => (segment: Segment) => {
    // Its key is how it is known to be the same one under another name.
    keep.mutate({ action: "change", segment: { ...segment, key: of.segment.key }, revision: of.revision });
    return null;
  };
  return (
    <SegmentWriter
      legend={own ? `Change ${own.segment.name}` : "A segment"}
      start={start}
      moment={atFirstEvent}
      problem={keep.isError ? sayRefused(keep.error) : null}
    >
      {(finish) => (
        <>
          {own && mayKeep ? (
            <Button loading={keep.isPending} onClick={() => finish(change(own))}>
              Save the change
            </Button>
          ) : null}
          {!own && mayKeep ? (
            <Button loading={keep.isPending} onClick={() => finish(save)}>
              Save it
            </Button>
          ) : null}
          <Button
            variant="default"
            onClick={() =>
              finish((segment) => {
                onUse(segment);
                return null;
              })
            }
          >
            Use it without saving
          </Button>
          <Button variant="default" onClick={onLeave}>
            Leave it
          </Button>
          {mayKeep ? null : (
            <Text size="sm" c="dimmed">
              An editor can save it for everybody.
            </Text>
          )}
        </>
      )}
    </SegmentWriter>
  );
}
