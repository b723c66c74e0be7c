import { type EventFilter, eventNames } from "@flywheel/vocabulary";
import { breakdownIds, breakdowns, orderIds, orders, windowIds, windows } from "../../../by-step/step-words.ts";
import { fewestSteps, mostSteps } from "../asking/view.ts";
import type { ChoicesProps } from "./choices-props.ts";
import { ConsentGap } from "./consent-gap.tsx";
import { EventField } from "./event-field.tsx";
import { EventsField } from "./events-field.tsx";
import { Select } from "./select.tsx";

export function FunnelChoices({ view, choose }: ChoicesProps) {
  const [first, ...later] = view.through;
  const isOrdered = view.order === "ordered";
  return (
    <>
      <EventsField
        events={view.through}
        onChange={(through) => choose({ through })}
        label={(at) => `Step ${at + 1}`}
        add="Another step"
        least={fewestSteps}
        most={mostSteps}
        next={unlike([...view.through, ...(view.without ? [view.without] : [])])}
      />
      {first ? later.map((step, at) => <ConsentGap key={at} whom={first} did={step} />) : null}
      <Select
        label="Within"
        value={view.within}
        options={windowIds.map((id) => [id, windows[id].label])}
        onChange={(within) => choose({ within })}
      />
      <Select
        label="Later steps"
        value={view.order}
        options={orderIds.map((id) => [id, orders[id]])}
        onChange={(order) => choose({ order })}
      />
      <Select
        label="Broken down by"
        value={view.part ?? ""}
        options={[["", "Nothing"], ...breakdownIds.map((id) => [id, breakdowns[id]] as const)]}
        onChange={(part) => choose({ part: part === "" ? null : part })}
      />
      {isOrdered ? (
        <Select
          label="Other events between"
          value={view.without ? "left-out" : "counted"}
          options={[
            ["counted", "Do not matter"],
            ["left-out", "One ends the path"],
          ]}
          onChange={(id) => choose({ without: id === "left-out" ? unlike(view.through) : null })}
        />
      ) : null}
      {isOrdered && view.without ? (
        <EventField label="Ends the path" event={view.without} onChange={(without) => choose({ without })} />
      ) : null}
    </>
  );
}

/** What visitors do in the order in which they usually do it; one event fills one step. */
const usual = ["app.opened", "prompt.submitted", "inference.completed", "output.shown", "output.kept"] as const;

/** An event of a name that none of them has. */
function unlike(events: readonly EventFilter[]): EventFilter {
  const isFree = (name: EventFilter["name"]) => events.every((it) => it.name !== name);
  const name = [...usual, ...eventNames].find(isFree);
  return { name: name ?? "app.opened" };
}
