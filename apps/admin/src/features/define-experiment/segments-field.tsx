import { segmentIn } from "@flywheel/experiments";
import { type Segment, segments as vocabulary } from "@flywheel/vocabulary";
import { Button, Group, MultiSelect, Stack, Text } from "@mantine/core";
import { Opener } from "../../form-parts/opener.tsx";
import { useFocusAfter } from "../../form-parts/use-focus-after.ts";
import { saySegment } from "../../words/segment-words.ts";
import { errorAt } from "./draft.ts";
import { OwnSegment } from "./own-segment.tsx";
import type { SectionProps } from "./section-props.ts";

/** By which groups of visitors the primary metric is broken down: those that everybody has, and the experiment's own. */
export function SegmentsField({ draft: { measurement }, errors, change }: SectionProps) {
  const { segments, ownSegments } = measurement;
  const { target, focusAfter } = useFocusAfter();
  const set = (changed: Partial<typeof measurement>) => change({ measurement: { ...measurement, ...changed } });

  function add(segment: Segment) {
    // Who writes one wants to read by it.
    set({ ownSegments: [...ownSegments, segment], segments: [...segments, segment.key] });
  }
  const remove = (gone: string) =>
    set({
      ownSegments: ownSegments.filter(({ key }) => key !== gone),
      segments: segments.filter((key) => key !== gone),
    });

  return (
    <>
      <MultiSelect
        label="Segments"
        description="The primary metric is broken down by these. Each one widens the intervals of all."
        value={segments}
        data={[...vocabulary, ...ownSegments].map(({ key, name }) => ({ value: key, label: name }))}
        error={errorAt(errors, "measurement.segments") ?? errorAt(errors, "measurement.ownSegments")}
        onChange={(chosen) => set({ segments: chosen })}
      />
      <Stack gap={2}>
        {segments.map((key) => {
          const segment = segmentIn(measurement, key);
          return segment ? (
            <Text key={key} size="xs" c="dimmed">
              {segment.name}: {saySegment(segment)}
            </Text>
          ) : null;
        })}
      </Stack>
      {ownSegments.map(({ key, name }) => (
        <Group key={key} justify="space-between" wrap="nowrap">
          <Text size="sm">
            <b>{name}</b>, its own segment.
          </Text>
          <Button size="xs" variant="subtle" color="red" onClick={() => focusAfter(() => remove(key))}>
            Remove {name}
          </Button>
        </Group>
      ))}
      <Opener buttonRef={target} label="Add a segment of its own" disabled={ownSegments.length >= 20}>
        {(close) => (
          <OwnSegment
            isTaken={(key) => segmentIn(measurement, key) !== null}
            onAdd={(segment) => {
              add(segment);
              close();
            }}
            onLeave={close}
          />
        )}
      </Opener>
    </>
  );
}
