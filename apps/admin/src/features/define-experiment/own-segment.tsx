import type { Segment } from "@flywheel/vocabulary";
import { Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { saySegment } from "../../words/segment-words.ts";
import { ConditionFields } from "./condition-fields.tsx";
import { type ConditionChoice, ownSegmentOf } from "./own-segment-of.ts";
import { useFocusAfter } from "./use-focus-after.ts";

const blank: ConditionChoice = {
  attribute: "device",
  is: true,
  values: [],
  text: "",
  event: "prompt.submitted",
  atLeast: 1,
  withinDays: Number.NaN,
};

export type OwnSegmentProps = {
  readonly isTaken: (key: string) => boolean;
  readonly onAdd: (segment: Segment) => void;
  readonly onLeave: () => void;
};

/** A segment of this experiment only, with what it means in words while it is being written. */
export function OwnSegment({ isTaken, onAdd, onLeave }: OwnSegmentProps) {
  const [name, setName] = useState("");
  const [choices, setChoices] = useState<readonly ConditionChoice[]>([blank]);
  const [problem, setProblem] = useState<string | null>(null);
  const { target, focusAfter } = useFocusAfter();
  // Its name is no part of what it means, so it may come last.
  const meant = ownSegmentOf(name || "a", choices);

  function add() {
    const read = ownSegmentOf(name, choices);
    if (read.outcome === "refused") return setProblem(read.reason);
    if (isTaken(read.segment.key)) return setProblem("There is a segment of this name already. Choose another name.");
    onAdd(read.segment);
  }

  return (
    <Fieldset legend="A segment of its own" radius="md">
      <Stack gap="sm">
        <TextInput
          label="Name of the segment"
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {choices.map((choice, index) => (
          // A condition is its place in the order.
          <ConditionFields
            key={index}
            number={index + 1}
            choice={choice}
            onChange={(changed) => setChoices(choices.map((it, at) => (at === index ? changed : it)))}
            onRemove={
              choices.length > 1 ? () => focusAfter(() => setChoices(choices.filter((_, at) => at !== index))) : null
            }
          />
        ))}
        <Group>
          <Button
            ref={target}
            size="xs"
            variant="default"
            disabled={choices.length >= 8}
            onClick={() => setChoices([...choices, blank])}
          >
            And a further condition
          </Button>
        </Group>
        <Text size="sm" role="status">
          {meant.outcome === "ready" ? `It means: ${saySegment(meant.segment)}` : meant.reason}
        </Text>
        {problem ? (
          <Text size="sm" c="red" role="alert">
            {problem}
          </Text>
        ) : null}
        <Group gap="xs">
          <Button onClick={add}>Add the segment</Button>
          <Button variant="default" onClick={onLeave}>
            Leave it
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
