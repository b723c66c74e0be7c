import { definitionOf, type EventFilter, type EventName, eventNames } from "@flywheel/vocabulary";
import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { isOfEverybody } from "../asking/consent-words.ts";
import { filterOf } from "../asking/event-text.ts";
import { valuesOfField } from "./field-values.ts";
import classes from "./form.module.css";
import { Select } from "./select.tsx";

export type EventFieldProps = {
  readonly label: string;
  readonly event: EventFilter;
  readonly onChange: (event: EventFilter) => void;
};

/** What the network itself records has no visitor, so nobody can be asked about it here. */
const names = eventNames.filter((name) => definitionOf(name).writer !== "network");

/** One event, and one value that a field of it must have. */
export function EventField({ label, event, onChange }: EventFieldProps) {
  const { when, fields } = definitionOf(event.name);
  const [condition] = Object.entries(event.where ?? {});
  const [opened, setOpened] = useState<{ readonly of: EventName; readonly field: string } | null>(null);
  const field = condition?.[0] ?? (opened?.of === event.name ? opened.field : "");
  const values = valuesOfField(event.name, field);

  function limit(to: string) {
    const [first] = valuesOfField(event.name, to) ?? [];
    const filter = first === undefined ? null : filterOf(event.name, to, first);
    setOpened(to === "" ? null : { of: event.name, field: to });
    onChange(filter ?? { name: event.name });
  }

  return (
    <div className={classes.event}>
      <Select
        label={label}
        description={`Counts when ${when}.${isOfEverybody(event) ? " Of everybody, also of who declined to be measured." : ""}`}
        value={event.name}
        options={names.map((name) => [name, name])}
        onChange={(name) => onChange({ name })}
      />
      <NativeSelect
        label="Only where"
        aria-label={`${label}: only where`}
        value={field}
        data={[{ value: "", label: "Any" }, ...Object.keys(fields.shape).map((name) => ({ value: name, label: name }))]}
        onChange={({ currentTarget }) => limit(currentTarget.value)}
      />
      {field === "" ? null : values ? (
        <NativeSelect
          label={`${field} is`}
          aria-label={`${label}: ${field} is`}
          value={String(condition?.[1] ?? "")}
          data={[...values]}
          onChange={({ currentTarget }) => onChange(filterOf(event.name, field, currentTarget.value) ?? event)}
        />
      ) : (
        <TypedValue
          key={`${event.name} ${field}`}
          label={label}
          event={event}
          field={field}
          value={String(condition?.[1] ?? "")}
          onChange={(limited) => {
            // Without a value the field stays open, and the keyboard in it.
            setOpened({ of: event.name, field });
            onChange(limited);
          }}
        />
      )}
    </div>
  );
}

type TypedValueProps = EventFieldProps & { readonly field: string; readonly value: string };

/** Asked when it is left or with Enter, not at every letter. */
function TypedValue({ label, event, field, value, onChange }: TypedValueProps) {
  const [typed, setTyped] = useState(value);
  const [isWrong, setWrong] = useState(false);
  const [of, setOf] = useState(value);
  // What is chosen elsewhere is shown; what is taken here is the same, and the keyboard stays.
  if (of !== value) {
    setOf(value);
    setTyped(value);
    setWrong(false);
  }

  function take() {
    const filter = typed === "" ? { name: event.name } : filterOf(event.name, field, typed);
    setWrong(filter === null);
    if (filter && typed !== value) onChange(filter);
  }

  return (
    <TextInput
      label={`${field} is`}
      aria-label={`${label}: ${field} is`}
      value={typed}
      error={isWrong ? `${field} of ${event.name} is never that` : undefined}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={take}
      onKeyDown={({ key }) => {
        if (key === "Enter") take();
      }}
    />
  );
}
