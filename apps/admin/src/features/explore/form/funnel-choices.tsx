import { type EventFilter, type EventName, eventNames } from "@flywheel/vocabulary";
import { breakdowns, orderIds, orders, windowIds, windows } from "../../../by-step/step-words.ts";
import { partsOf } from "../asking/questions.ts";
import { fewestSteps, mostSteps } from "../asking/view.ts";
import type { ChoicesProps } from "./choices-props.ts";
import { ConsentGap } from "./consent-gap.tsx";
import { EventField } from "./event-field.tsx";
import { EventsField } from "./events-field.tsx";
import { Select } from "./select.tsx";

export function FunnelChoices({ view, choose }: ChoicesProps) {
  const [first, ...later] = view.through;
  const parts = partsOf(first);
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
        next={nextStep(view.through, view.without)}
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
        value={parts.find((id) => id === view.part) ?? ""}
        options={[["", "Nothing"], ...parts.map((id) => [id, breakdowns[id]] as const)]}
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
          onChange={(id) => choose({ without: id === "left-out" ? firstFree(endings, view.through) : null })}
        />
      ) : null}
      {isOrdered && view.without ? (
        <>
          <EventField label="Ends the path" event={view.without} onChange={(without) => choose({ without })} />
          {first ? <ConsentGap whom={first} did={view.without} /> : null}
        </>
      ) : null}
    </>
  );
}

/** What visitors do, in the order in which they usually do it. */
const usual: readonly EventName[] = [
  "app.opened",
  "prompt.submitted",
  "inference.completed",
  "output.shown",
  "output.kept",
  "share.created",
  "checkout.opened",
  "credits.purchased",
];
/** What comes between seldom. */
const endings = ["inference.refused", "inference.failed", "output.complained"] as const;

/** What usually comes after the last of the steps, or else any other. */
function nextStep(through: readonly EventFilter[], without: EventFilter | null): EventFilter {
  const last = Math.max(...through.map(({ name }) => usual.indexOf(name)));
  return firstFree([...usual.slice(last + 1), ...usual], without ? [...through, without] : through);
}

/** An event of a name that none of them has. */
function firstFree(names: readonly EventName[], taken: readonly EventFilter[]): EventFilter {
  const name = [...names, ...eventNames].find((it) => taken.every((other) => other.name !== it));
  return { name: name ?? "app.opened" };
}
