import { hasValue } from "../asking/questions.ts";
import type { ChoicesProps } from "./choices-props.ts";
import { ConsentGap } from "./consent-gap.tsx";
import { EventField } from "./event-field.tsx";
import { Select } from "./select.tsx";

export function ValuesChoices({ view, choose }: ChoicesProps) {
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
        <>
          <EventField label="Whoever did" event={view.among} onChange={(among) => choose({ among })} />
          <ConsentGap whom={view.among} did={view.amount} />
        </>
      ) : null}
    </>
  );
}
