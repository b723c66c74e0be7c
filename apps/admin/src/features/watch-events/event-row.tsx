import type { EventCard } from "@flywheel/telemetry";
import { apps } from "@flywheel/vocabulary/apps";
import { memo, useId, useState } from "react";
import { layerNames } from "../../words/layer-names.ts";
import { formatSecond, formatSecondOfDay } from "../../words/moments.ts";
import { detailsOf } from "./event-details.ts";
import classes from "./events.module.css";

/** One event in one line, and everything about it on demand. */
export const EventRow = memo(function EventRow({ event }: { readonly event: EventCard }) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  return (
    <li className={classes.event}>
      <button
        type="button"
        className={classes.line}
        aria-expanded={opened}
        aria-controls={opened ? id : undefined}
        onClick={() => setOpened(!opened)}
      >
        <time className={classes.time} dateTime={new Date(event.atMs).toISOString()}>
          {formatSecond(event.atMs)}
        </time>
        <span className={classes.name}>{event.name}</span>
        <span className={classes.layer}>{layerNames[event.layer]}</span>
        <span className={classes.app}>{apps[event.app].title}</span>
        <span className={classes.visitor}>
          <span className={classes.hidden}>visitor </span>
          {event.visitor}
        </span>
      </button>
      {opened ? (
        <dl id={id} className={classes.details}>
          {detailsOf(event, formatSecondOfDay(event.atMs)).map(({ label, value, isField }) => (
            <div key={label} className={classes.detail}>
              <dt>{label}</dt>
              <dd data-field={isField || undefined}>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
});
