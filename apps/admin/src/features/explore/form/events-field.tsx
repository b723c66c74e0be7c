import type { EventFilter } from "@flywheel/vocabulary";
import { Button, Group } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { printEvent } from "../asking/event-text.ts";
import { EventField } from "./event-field.tsx";
import classes from "./form.module.css";

export type EventsFieldProps = {
  readonly events: readonly EventFilter[];
  readonly onChange: (events: readonly EventFilter[]) => void;
};

/** Any of several events; there is always one. */
export function EventsField({ events, onChange }: EventsFieldProps) {
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
              onClick={() => onChange(events.toSpliced(at, 1))}
            >
              Leave out {printEvent(event)}
            </Button>
          )}
        </div>
      ))}
      {events.length < 20 ? (
        <Group className={classes.wide}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...events, { name: "prompt.submitted" }])}
          >
            Or another event
          </Button>
        </Group>
      ) : null}
    </>
  );
}
