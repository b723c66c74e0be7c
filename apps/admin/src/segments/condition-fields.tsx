import { definitionOf, deviceClasses, type EventName, eventNames } from "@flywheel/vocabulary";
import { apps } from "@flywheel/vocabulary/apps";
import { Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { fromFieldText, toFieldText } from "../by-week/scope.ts";
import { NumberField } from "../form-parts/number-field.tsx";
import { offeredApps } from "../form-parts/offered-apps.ts";
import { sayDeed } from "../words/deed-words.ts";
import { deviceNames } from "../words/device-names.ts";
import type { ConditionChoice } from "./written-segment.ts";

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
  const [yes, no] = whether(attribute);
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
          data={[{ value: "true", label: yes }, ...(no === null ? [] : [{ value: "false", label: no }])]}
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
  seen: "When first seen",
  first: "When they first did something",
} as const satisfies Record<ConditionChoice["attribute"], string>;

/** Null where there is no other: what else an open list has is not known, and nobody is first seen outside of two moments. */
function whether(attribute: ConditionChoice["attribute"]): readonly [yes: string, no: string | null] {
  if (attribute === "event") return ["did", "did not"];
  if (attribute === "seen" || attribute === "first") return [attribute === "seen" ? "was" : "did", null];
  return ["is", attribute === "browser" || attribute === "build" ? null : "is not"];
}

type ValuesProps = {
  readonly choice: ConditionChoice;
  readonly set: (changed: Partial<ConditionChoice>) => void;
};

function Values({ choice, set }: ValuesProps) {
  const { attribute, values, text, atLeast, withinDays } = choice;
  if (attribute === "seen" || attribute === "first") return <Cohort choice={choice} set={set} />;
  if (attribute === "event") {
    return (
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Deed choice={choice} set={set} />
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

/** Between which moments it was first. */
function Cohort({ choice, set }: ValuesProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {choice.attribute === "first" ? <Deed choice={choice} set={set} /> : null}
      <TextInput
        label="First from (UTC)"
        type="datetime-local"
        value={momentText(choice.fromMs)}
        onChange={(change) => set({ fromMs: fromFieldText(change.currentTarget.value) ?? Number.NaN })}
      />
      <TextInput
        label="And before (UTC)"
        type="datetime-local"
        value={momentText(choice.toMs)}
        onChange={(change) => set({ toMs: fromFieldText(change.currentTarget.value) ?? Number.NaN })}
      />
    </SimpleGrid>
  );
}

const momentText = (ms: number): string => (Number.isNaN(ms) ? "" : toFieldText(ms));

/** Another event has other fields, so what its fields had to be goes. */
function Deed({ choice: { event, where }, set }: ValuesProps) {
  return (
    <NativeSelect
      label="What"
      value={event}
      data={ofVisitors.map((name) => ({
        value: name,
        label: sayDeed(name === event && where ? { name, where } : { name }),
      }))}
      onChange={(change) => set({ event: change.currentTarget.value as EventName, where: null })}
    />
  );
}

const ofVisitors = eventNames.filter((name) => definitionOf(name).writer !== "network");

const valuesOf = {
  device: Object.fromEntries(deviceClasses.map((it) => [it, deviceNames[it].title])),
  app: Object.fromEntries(offeredApps().map((it) => [it, apps[it].title])),
  tenure: { new: "New", returning: "Returning" },
};
