import { definitionOf, eventNames, type Metric } from "@flywheel/vocabulary";
import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { sayDeed } from "../../words/deed-words.ts";
import { type OwnChoice, ownMetricOf } from "./own-metric-of.ts";

const blank: OwnChoice = { name: "", event: "output.kept", field: "", value: "", kind: "did-it", better: "more" };
const events = eventNames.filter((name) => definitionOf(name).writer !== "network");

export type OwnMetricProps = {
  readonly isTaken: (key: string) => boolean;
  readonly onAdd: (metric: Metric) => void;
  readonly onLeave: () => void;
};

/** A metric of this experiment only. */
export function OwnMetric({ isTaken, onAdd, onLeave }: OwnMetricProps) {
  const [choice, setChoice] = useState(blank);
  const [problem, setProblem] = useState<string | null>(null);
  const set = (changed: Partial<OwnChoice>) => setChoice({ ...choice, ...changed });
  const { when, fields } = definitionOf(choice.event);

  function add() {
    const read = ownMetricOf(choice);
    if (read.outcome === "refused") return setProblem(read.reason);
    if (isTaken(read.metric.key)) return setProblem("There is a metric of this name already.");
    onAdd(read.metric);
  }

  return (
    <Fieldset legend="A metric of its own" radius="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Name of the metric"
          autoFocus
          value={choice.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label="Event"
          description={`Happens when ${when}.`}
          value={choice.event}
          data={events.map((name) => ({ value: name, label: `${capital(sayDeed({ name }))} (${name})` }))}
          onChange={(event) => set({ event: event.currentTarget.value as OwnChoice["event"], field: "", value: "" })}
        />
        <NativeSelect
          label="Only where"
          value={choice.field}
          data={[
            { value: "", label: "Any" },
            ...Object.keys(fields.shape).map((field) => ({ value: field, label: field })),
          ]}
          onChange={(event) => set({ field: event.currentTarget.value })}
        />
        {choice.field === "" ? null : (
          <TextInput
            label={`${choice.field} is`}
            value={choice.value}
            onChange={(event) => set({ value: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label="Counts"
          value={choice.kind}
          data={[
            { value: "did-it", label: "Whether a visitor did it" },
            { value: "how-often", label: "How often a visitor did it" },
            { value: "sum", label: "The sum of its value" },
          ]}
          onChange={(event) => set({ kind: event.currentTarget.value as OwnChoice["kind"] })}
        />
        <NativeSelect
          label="Better is"
          value={choice.better}
          data={["more", "less"]}
          onChange={(event) => set({ better: event.currentTarget.value === "more" ? "more" : "less" })}
        />
      </SimpleGrid>
      {problem ? (
        <Text size="sm" c="red" role="alert" mt="sm">
          {problem}
        </Text>
      ) : null}
      <Group mt="md" gap="xs">
        <Button onClick={add}>Add it</Button>
        <Button variant="default" onClick={onLeave}>
          Leave it
        </Button>
      </Group>
    </Fieldset>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
