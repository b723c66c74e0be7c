import { hasValue } from "../asking/questions.ts";
import type { ChoicesProps } from "./choices-props.ts";
import { EventsField } from "./events-field.tsx";
import { intervals } from "./intervals.ts";
import { Select } from "./select.tsx";

const amounts = [
  ["sum", "Sum of the values"],
  ["value-per-visitor", "Value per visitor"],
  ["mean", "Mean of events with a value"],
  ["p50", "Median value"],
  ["p90", "Value that 90 % do not exceed"],
] as const;

export function TrendChoices({ view, choose }: ChoicesProps) {
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
