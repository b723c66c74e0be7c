import type { ChoicesProps } from "./choices-props.ts";
import { EventField } from "./event-field.tsx";
import { Select } from "./select.tsx";

export function PathsChoices({ view, choose }: ChoicesProps) {
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
