import { segments as given, type Segment, segmentOf } from "@flywheel/vocabulary";
import { NativeSelect } from "@mantine/core";
import { isGiven, isSame } from "./segment-address.ts";
import { type Saved, useSavedSegments } from "./use-saved-segments.ts";

export type SegmentSelectProps = {
  readonly label: string;
  readonly segment: Segment | null;
  /** What no segment is called; without it there is always one. */
  readonly everybody?: string;
  readonly onChange: (segment: Segment | null) => void;
};

/** Given and saved segments, and the one that an address brought along, if it is neither. */
export function SegmentSelect({ label, segment, everybody, onChange }: SegmentSelectProps) {
  const { saved, failed } = useSavedSegments();
  const brought = segment && !isGiven(segment) && !savedAs(segment, saved) ? segment : null;

  function choose(value: string) {
    if (value === broughtValue) return onChange(brought);
    const found = saved.find(({ segment: { key } }) => savedValue(key) === value);
    onChange(found?.segment ?? segmentOf(value));
  }

  return (
    <NativeSelect
      label={label}
      value={segment === null ? "" : optionOf(segment, saved)}
      onChange={(event) => choose(event.currentTarget.value)}
      {...(failed ? { error: "The saved ones could not be read." } : {})}
      data={[
        ...(everybody === undefined ? [] : [{ value: "", label: everybody }]),
        group(
          "Always there",
          given.map(({ key, name }) => ({ value: key, label: name })),
        ),
        ...(saved.length === 0
          ? []
          : [
              group(
                "Saved",
                saved.map(({ segment: { key, name } }) => ({ value: savedValue(key), label: name })),
              ),
            ]),
        ...(brought ? [group("Of this link", [{ value: broughtValue, label: brought.name }])] : []),
      ]}
    />
  );
}

/** The saved one that it is, as it is saved now. */
export const savedAs = (segment: Segment, saved: readonly Saved[]): Saved | null =>
  saved.find((it) => isSame(it.segment, segment)) ?? null;

const group = (name: string, items: { readonly value: string; readonly label: string }[]) => ({ group: name, items });

/** No key has a colon in it. */
const savedValue = (key: string): string => `saved:${key}`;
const broughtValue = "of:this-link";

function optionOf(segment: Segment, saved: readonly Saved[]): string {
  if (isGiven(segment)) return segment.key;
  return savedAs(segment, saved) ? savedValue(segment.key) : broughtValue;
}
