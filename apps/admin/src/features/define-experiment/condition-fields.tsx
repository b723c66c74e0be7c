import { definitionOf, deviceClasses, type EventName, eventNames } from "@flywheel/vocabulary";
import { apps } from "@flywheel/vocabulary/apps";
import { Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { sayDeed } from "../../words/deed-words.ts";
import { deviceNames } from "../../words/device-names.ts";
import { NumberField } from "./number-field.tsx";
import { offeredApps } from "./offered-apps.ts";
import type { ConditionChoice } from "./own-segment-of.ts";

export type ConditionFieldsProps = {
  readonly number: number;
  readonly choice: ConditionChoice;
  readonly onChange: (choice: ConditionChoice) => void;
  /** Null for the only one. */
  readonly onRemove: (() => void) | null;
};

/** One condition: of what, whether it is or is not, and which values. */
export function ConditionFields({ number, choice, onChange, onRemove }: ConditionFieldsProps) {
  const set = (changed: Partial<ConditionChoice>) => onChange({ ...choice, ...changed });
  const { attribute } = choice;
  // Which others there are of an open list is not known, so nothing can be left out of it.
  const isOpen = attribute === "browser" || attribute === "build";
  return (
    <Fieldset legend={`Condition ${number}`} radius="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="sm">
        <NativeSelect
          label="Attribute"
          value={attribute}
          data={Object.entries(attributes).map(([value, label]) => ({ value, label }))}
          onChange={({ currentTarget: { value } }) =>
            set({ attribute: value as ConditionChoice["attribute"], is: true, values: [], text: "" })
          }
        />
        <NativeSelect
          label="Whether"
          value={String(choice.is)}
          data={[
            { value: "true", label: attribute === "event" ? "did" : "is" },
            ...(isOpen ? [] : [{ value: "false", label: attribute === "event" ? "did not" : "is not" }]),
          ]}
          onChange={({ currentTarget: { value } }) => set({ is: value === "true" })}
        />
      </SimpleGrid>
      <Values choice={choice} set={set} />
      {onRemove ? (
        <Button mt="sm" size="xs" variant="subtle" color="red" onClick={onRemove}>
          Remove condition {number}
        </Button>
      ) : null}
    </Fieldset>
  );
}

const attributes = {
  device: "Device",
  app: "App",
  browser: "Browser",
  build: "Build of the app",
  tenure: "New or returning",
  event: "What they did before",
} as const satisfies Record<ConditionChoice["attribute"], string>;

type ValuesProps = {
  readonly choice: ConditionChoice;
  readonly set: (changed: Partial<ConditionChoice>) => void;
};

function Values({ choice: { attribute, values, text, event, atLeast, withinDays }, set }: ValuesProps) {
  if (attribute === "event") {
    return (
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NativeSelect
          label="What"
          value={event}
          data={ofVisitors.map((name) => ({ value: name, label: sayDeed({ name }) }))}
          onChange={(change) => set({ event: change.currentTarget.value as EventName })}
        />
        <NumberField
          label="At least so many times"
          min={1}
          value={atLeast}
          onValue={(next) => set({ atLeast: next })}
        />
        <NumberField
          label="Within so many days before"
          description="Empty: ever before."
          min={0}
          value={withinDays}
          onValue={(next) => set({ withinDays: next })}
        />
      </SimpleGrid>
    );
  }
  if (attribute === "browser" || attribute === "build") {
    return (
      <TextInput
        label="Values, with commas between"
        description={
          attribute === "browser"
            ? "As events name them: Chrome, Firefox, Safari, Microsoft Edge, other."
            : "As events name them; a build is named when it is made."
        }
        spellCheck={false}
        value={text}
        onChange={(change) => set({ text: change.currentTarget.value })}
      />
    );
  }
  return (
    <Checkbox.Group label="Values" value={[...values]} onChange={(chosen) => set({ values: chosen })}>
      <Group mt="xs">
        {Object.entries(valuesOf[attribute]).map(([value, label]) => (
          <Checkbox key={value} value={value} label={label} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

const ofVisitors = eventNames.filter((name) => definitionOf(name).writer !== "network");

const valuesOf = {
  device: Object.fromEntries(deviceClasses.map((it) => [it, deviceNames[it].title])),
  app: Object.fromEntries(offeredApps().map((it) => [it, apps[it].title])),
  tenure: { new: "New", returning: "Returning" },
};
