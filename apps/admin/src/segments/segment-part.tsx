import type { Segment } from "@flywheel/vocabulary";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { usePerson } from "../signed-in/person.ts";
import { mayActAs } from "../signed-in/roles.ts";
import { sayRefused } from "../words/say-refused.ts";
import { atFirstEvent, saySegment } from "../words/segment-words.ts";
import { savedAs } from "./segment-select.tsx";
import { SegmentWriter } from "./segment-writer.tsx";
import { type Saved, useKeepSegment, useSavedSegments } from "./use-saved-segments.ts";

export type SegmentPartProps = {
  readonly segment: Segment | null;
  readonly onChoose: (segment: Segment | null) => void;
};

/** Whom the chosen segment means, and what can be done with it: write another, change it, keep it, remove it. */
export function SegmentPart({ segment, onChoose }: SegmentPartProps) {
  const [writing, setWriting] = useState<"another" | "this" | null>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  const { saved } = useSavedSegments();
  const own = segment && savedAs(segment, saved);
  const mayKeep = mayActAs(usePerson().role, "editor");
  const remove = useKeepSegment(() => setRemoved(segment?.name ?? null));

  function use(chosen: Segment) {
    setWriting(null);
    setRemoved(null);
    onChoose(chosen);
  }

  if (writing !== null) {
    const start = writing === "this" ? segment : null;
    return <Writing start={start} own={writing === "this" ? own : null} onUse={use} onLeave={() => setWriting(null)} />;
  }
  return (
    <Stack gap={4}>
      {segment ? (
        <Text size="sm" c="dimmed">
          {segment.name}: {saySegment(segment, atFirstEvent)}
        </Text>
      ) : null}
      <Group gap="xs">
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setWriting("another")}>
          Write a segment
        </Button>
        {segment ? (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setWriting("this")}>
            {own && mayKeep ? "Change this segment" : "Write another from this"}
          </Button>
        ) : null}
        {own && mayKeep ? (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            loading={remove.isPending}
            onClick={() => remove.mutate({ action: "remove", key: own.segment.key, revision: own.revision })}
          >
            Remove this segment
          </Button>
        ) : null}
      </Group>
      {removed !== null && segment?.name === removed ? (
        <Text size="sm" role="status">
          {removed} is no longer saved. Links that have it, this one too, still ask for it.
        </Text>
      ) : null}
      {remove.isError ? (
        <Text size="sm" c="red" role="alert">
          {sayRefused(remove.error)}
        </Text>
      ) : null}
    </Stack>
  );
}

type WritingProps = {
  readonly start: Segment | null;
  /** The saved one that is to be changed. */
  readonly own: Saved | null;
  readonly onUse: (segment: Segment) => void;
  readonly onLeave: () => void;
};

/** It can be asked of without being saved: the address has the whole of it. */
function Writing({ start, own, onUse, onLeave }: WritingProps) {
  const mayKeep = mayActAs(usePerson().role, "editor");
  const keep = useKeepSegment((kept) => {
    if (kept.action !== "remove") onUse(kept.segment);
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
