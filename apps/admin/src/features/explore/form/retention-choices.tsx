import { longer } from "../asking/questions.ts";
import type { ChoicesProps } from "./choices-props.ts";
import { ConsentGap } from "./consent-gap.tsx";
import { EventField } from "./event-field.tsx";
import { intervals } from "./intervals.ts";
import { Select } from "./select.tsx";

export function RetentionChoices({ view, choose }: ChoicesProps) {
  return (
    <>
      <EventField label="Started with" event={view.start} onChange={(start) => choose({ start })} />
      <EventField label="Came back with" event={view.back} onChange={(back) => choose({ back })} />
      <ConsentGap whom={view.start} did={view.back} />
      <Select label="Cohorts by the" value={longer(view.per)} options={intervals} onChange={(per) => choose({ per })} />
      <Select
        label="How many later"
        value={view.periods}
        options={([4, 7, 8, 12, 14, 28] as const).map((count) => [count, String(count)])}
        onChange={(periods) => choose({ periods })}
      />
      <Select
        label="Who starts"
        value={view.who}
        options={[
          ["first_ever", "The first time ever"],
          ["first_in_range", "First in the period"],
          ["recurring", "Every time"],
        ]}
        onChange={(who) => choose({ who })}
      />
      <Select
        label="Came back"
        value={view.returns}
        options={[
          ["exact", "In just that interval"],
          ["on_or_after", "In that one or a later one"],
        ]}
        onChange={(returns) => choose({ returns })}
      />
      <Select
        label="Intervals are"
        value={view.clock}
        options={[
          ["calendar", "Of the calendar"],
          ["rolling", "Of the visitor's own start"],
        ]}
        onChange={(clock) => choose({ clock })}
      />
    </>
  );
}
