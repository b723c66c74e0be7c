import type { EventFilter } from "@flywheel/vocabulary";
import { Button, Group } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useFocusAfter } from "../../../form-parts/use-focus-after.ts";
import { printEvent } from "../asking/event-text.ts";
import { EventField } from "./event-field.tsx";
import classes from "./form.module.css";

export type EventsFieldProps = {
  readonly events: readonly EventFilter[];
  readonly onChange: (events: readonly EventFilter[]) => void;
};

/** So many the server takes. */
const mostEvents = 20;

/** Any of several events; there is always one. */
export function EventsField({ events, onChange }: EventsFieldProps) {
  const { target: addButton, focusAfter } = useFocusAfter();
  const isFull = events.length >= mostEvents;

  return (
    <>
      {events.map((event, at) => (
        // The same event may be there twice, with different conditions, so only its place names it.
        <div key={at} className={classes.wide}>
          <EventField
            label={at === 0 ? "Event" : `Or event ${at + 1}`}
            event={event}
            onChange={(changed) => onChange(events.with(at, changed))}
          />
          {at === 0 ? null : (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              mt={4}
              leftSection={<IconTrash size={14} />}
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
            if (!isFull) onChange([...events, { name: "prompt.submitted" }]);
          }}
        >
          Or another event
        </Button>
      </Group>
    </>
  );
}
