import type { Segment } from "@flywheel/vocabulary";
import { Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useFocusAfter } from "../form-parts/use-focus-after.ts";
import { saySegment } from "../words/segment-words.ts";
import { choicesOf } from "./choices-of.ts";
import { ConditionFields } from "./condition-fields.tsx";
import { blankCondition, type ConditionChoice, writtenSegment } from "./written-segment.ts";

/** Hands over what was written, or says what is missing. `use` may have a problem with it too. */
export type Finish = (use: (segment: Segment) => string | null) => void;

export type SegmentWriterProps = {
  readonly legend: string;
  /** Where writing begins; null: with nothing. */
  readonly start: Segment | null;
  /** The moment at which it is judged, after "at". */
  readonly moment: string;
  /** What else is wrong, such as what a server says. */
  readonly problem?: string | null;
  /** What can be done with it. */
  readonly children: (finish: Finish) => ReactNode;
};

/** A segment while somebody writes it, with what it means in words. */
export function SegmentWriter({ legend, start, moment, problem = null, children }: SegmentWriterProps) {
  const [name, setName] = useState(start?.name ?? "");
  const [choices, setChoices] = useState<readonly ConditionChoice[]>(start ? choicesOf(start) : [blankCondition]);
  const [missing, setMissing] = useState<string | null>(null);
  const { target, focusAfter } = useFocusAfter();
  // Its name is no part of what it means, so it may come last.
  const meant = writtenSegment(name || "a", choices);
  const wrong = missing ?? problem;

  const finish: Finish = (use) => {
    const read = writtenSegment(name, choices);
    setMissing(read.outcome === "refused" ? read.reason : use(read.segment));
  };

  return (
    <Fieldset legend={legend} radius="md">
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
            onClick={() => setChoices([...choices, blankCondition])}
          >
            And a further condition
          </Button>
        </Group>
        <Text size="sm" role="status">
          {meant.outcome === "ready" ? `It means: ${saySegment(meant.segment, moment)}` : meant.reason}
        </Text>
        {wrong ? (
          <Text size="sm" c="red" role="alert">
            {wrong}
          </Text>
        ) : null}
        <Group gap="xs">{children(finish)}</Group>
      </Stack>
    </Fieldset>
  );
}
