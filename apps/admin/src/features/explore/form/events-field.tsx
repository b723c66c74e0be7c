import type { EventFilter } from "@flywheel/vocabulary";
import { Button, Group } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useFocusAfter } from "../../../form-parts/use-focus-after.ts";
import { printEvent } from "../asking/event-text.ts";
import { mostEvents } from "../asking/view.ts";
import { EventField } from "./event-field.tsx";
import classes from "./form.module.css";

export type EventsFieldProps = {
  readonly events: readonly EventFilter[];
  readonly onChange: (events: readonly EventFilter[]) => void;
  /** Of the one at this place, from 0. */
  readonly label?: (at: number) => string;
  readonly add?: string;
  readonly least?: number;
  readonly most?: number;
  readonly next?: EventFilter;
};

const anyOf = (at: number): string => (at === 0 ? "Event" : `Or event ${at + 1}`);

/** Several events, each of which can be another and, above the least that there must be, left out. */
export function EventsField({
  events,
  onChange,
  label = anyOf,
  add = "Or another event",
  least = 1,
  most = mostEvents,
  next = { name: "prompt.submitted" },
}: EventsFieldProps) {
  const { target: addButton, focusAfter } = useFocusAfter();
  const isFull = events.length >= most;

  return (
    <>
      {events.map((event, at) => (
        // The same event may be there twice, with different conditions, so only its place names it.
        <div key={at} className={classes.wide}>
          <EventField label={label(at)} event={event} onChange={(changed) => onChange(events.with(at, changed))} />
          {events.length <= least ? null : (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              mt={4}
              leftSection={<IconTrash size={14} />}
              aria-label={`Leave out ${printEvent(event)}, ${label(at)}`}
              onClick={() => focusAfter(() => onChange(events.toSpliced(at, 1)))}
            >
              Leave out {printEvent(event)}
            </Button>
          )}
        </div>
      ))}
      <Group className={classes.wide}>
        {/* When it can do nothing it stays, so that the keyboard stays on it. */}
        <Button
          ref={addButton}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          data-disabled={isFull}
          aria-disabled={isFull}
          onClick={() => {
            if (!isFull) onChange([...events, next]);
          }}
        >
          {add}
        </Button>
      </Group>
    </>
  );
}
