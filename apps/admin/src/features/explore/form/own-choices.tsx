import type { AskedKind } from "../asking/kinds.ts";
import { hasValue, longer } from "../asking/questions.ts";
import type { View } from "../asking/view.ts";
import { EventField } from "./event-field.tsx";
import { EventsField } from "./events-field.tsx";
import { Select } from "./select.tsx";

export type ChoicesProps = { readonly view: View; readonly choose: (changed: Partial<View>) => void };

/** What is chosen for one question only. */
export const ownChoices: Readonly<Record<AskedKind, (props: ChoicesProps) => React.ReactNode>> = {
  trend: TrendChoices,
  retention: RetentionChoices,
  lifecycle: LifecycleChoices,
  stickiness: StickinessChoices,
  paths: PathsChoices,
  values: ValuesChoices,
  unmet: UnmetChoices,
};

const intervals = [
  ["day", "Day"],
  ["week", "Week"],
  ["month", "Month"],
] as const;

function TrendChoices({ view, choose }: ChoicesProps) {
  const amounts = [
    ["sum", "Sum of the values"],
    ["mean", "Mean value"],
    ["p50", "Median value"],
    ["p90", "Value that 90 % do not exceed"],
  ] as const;
  return (
    <>
      <EventsField events={view.of} onChange={(of) => choose({ of })} />
      <Select
        label="By the"
        value={view.per}
        options={[["hour", "Hour"], ...intervals]}
        onChange={(per) => choose({ per })}
      />
      <Select
        label="Broken down by"
        value={view.by ?? ""}
        options={[
          ["", "Nothing"],
          ["app", "App"],
          ["name", "Event"],
          ["layer", "Layer"],
          ["model", "Model"],
          ["funding", "Funding"],
          ["device", "Device"],
          ["browser", "Browser"],
          ["build", "Build"],
        ]}
        onChange={(by) => choose({ by: by === "" ? null : by })}
      />
      <Select
        label="Drawn"
        value={view.draw}
        options={[
          ["visitors", "Visitors"],
          ["events", "Events"],
          ["per-visitor", "Events per visitor"],
          ...(view.of.some(hasValue) ? amounts : []),
        ]}
        onChange={(draw) => choose({ draw })}
      />
    </>
  );
}

function RetentionChoices({ view, choose }: ChoicesProps) {
  return (
    <>
      <EventField label="Started with" event={view.start} onChange={(start) => choose({ start })} />
      <EventField label="Came back with" event={view.back} onChange={(back) => choose({ back })} />
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
          ["first_ever", "Whoever did it for the first time"],
          ["first_in_range", "At the first time in the period"],
          ["recurring", "Every time anew"],
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

function LifecycleChoices({ view, choose }: ChoicesProps) {
  return (
    <>
      <EventsField events={view.of} onChange={(of) => choose({ of })} />
      <Select label="By the" value={longer(view.per)} options={intervals} onChange={(per) => choose({ per })} />
    </>
  );
}

function StickinessChoices({ view, choose }: ChoicesProps) {
  return (
    <>
      <EventsField events={view.of} onChange={(of) => choose({ of })} />
      <Select
        label="A window every"
        value={view.every}
        options={[
          [7, "7 days"],
          [14, "14 days"],
          [28, "28 days"],
        ]}
        onChange={(every) => choose({ every })}
      />
    </>
  );
}

function PathsChoices({ view, choose }: ChoicesProps) {
  return (
    <>
      <EventField label="Paths from" event={view.from} onChange={(from) => choose({ from })} />
      <Select
        label="Which way"
        value={view.direction}
        options={[
          ["next", "What came next"],
          ["previous", "What came before"],
        ]}
        onChange={(direction) => choose({ direction })}
      />
      <Select
        label="Steps"
        value={view.steps}
        options={([1, 2, 3, 4, 5, 6] as const).map((count) => [count, String(count)])}
        onChange={(steps) => choose({ steps })}
      />
      <Select
        label="Places"
        value={view.places}
        options={[
          ["visitors", "What visitors do"],
          ["all", "Every event"],
        ]}
        onChange={(places) => choose({ places })}
      />
      <Select
        label="The same again"
        value={view.repeats}
        options={[
          ["merged", "Is one place"],
          ["kept", "Is another place"],
        ]}
        onChange={(repeats) => choose({ repeats })}
      />
    </>
  );
}

function ValuesChoices({ view, choose }: ChoicesProps) {
  const canSum = hasValue(view.amount);
  return (
    <>
      <EventField label="Of each visitor" event={view.amount} onChange={(amount) => choose({ amount })} />
      <Select
        label="Counted"
        value={canSum ? view.take : "count"}
        options={[["count", "How many"], ...(canSum ? ([["value", "The sum of the values"]] as const) : [])]}
        onChange={(take) => choose({ take })}
      />
      <Select
        label="Over"
        value={view.among === null ? "those" : "others"}
        options={[
          ["those", "Whoever has any"],
          ["others", "Whoever did something"],
        ]}
        onChange={(over) => choose({ among: over === "those" ? null : { name: "app.opened" } })}
      />
      {view.among ? (
        <EventField label="Whoever did" event={view.among} onChange={(among) => choose({ among })} />
      ) : null}
    </>
  );
}

function UnmetChoices({ view, choose }: ChoicesProps) {
  return (
    <Select
      label="Gave up after"
      description="Who gave up sooner had reasons of their own."
      value={view.wait}
      options={([0, 10, 30, 60, 120] as const).map((seconds) => [seconds, seconds === 0 ? "Any time" : `${seconds} s`])}
      onChange={(wait) => choose({ wait })}
    />
  );
}
