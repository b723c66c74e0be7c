import { Panel } from "@flywheel/ui";
import { Button, Group, SimpleGrid, Text, TextInput } from "@mantine/core";
import { NumberField } from "../../form-parts/number-field.tsx";
import { useFocusAfter } from "../../form-parts/use-focus-after.ts";
import { errorAt } from "./draft.ts";
import { readMoment, writeMoment } from "./moment-field.ts";
import type { SectionProps } from "./section-props.ts";

const dayMs = 86_400_000;

export function WhenSection({ draft: { schedule, rollout, coverage }, errors, change }: SectionProps) {
  const ends = { startAtMs: "Starts by itself at, UTC", endAtMs: "Ends by itself at, UTC" } as const;
  const { target, focusAfter } = useFocusAfter();
  const step = (index: number, changed: Partial<(typeof rollout)[number]>) =>
    change({ rollout: rollout.map((it, at) => (at === index ? { ...it, ...changed } : it)) });
  return (
    <Panel title="5. When" lead="Left empty, people start and end it.">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {(["startAtMs", "endAtMs"] as const).map((end) => (
          <TextInput
            key={end}
            type="datetime-local"
            label={ends[end]}
            value={writeMoment(schedule[end])}
            error={errorAt(errors, `schedule.${end}`)}
            onChange={(event) => change({ schedule: { ...schedule, [end]: readMoment(event.currentTarget.value) } })}
          />
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        It can widen by itself in steps. It stops when a guardrail is surely broken: everybody gets control then.
      </Text>
      {rollout.map(({ afterMs, coverage: covered }, index) => (
        // A step is its place in the order.
        <Group key={index} align="flex-end" gap="sm">
          <NumberField
            label={`Step ${index + 1}: days after the start`}
            min={0}
            scale={1 / dayMs}
            value={afterMs}
            name={`rollout.${index}.afterMs`}
            error={errorAt(errors, `rollout.${index}.afterMs`)}
            onValue={(ms) => step(index, { afterMs: Math.round(ms) })}
          />
          <NumberField
            label="Coverage from then, in %"
            min={0}
            max={100}
            scale={100}
            value={covered}
            name={`rollout.${index}.coverage`}
            error={errorAt(errors, `rollout.${index}.coverage`)}
            onValue={(next) => step(index, { coverage: next })}
          />
          <Button
            variant="subtle"
            color="red"
            onClick={() => focusAfter(() => change({ rollout: rollout.filter((_, at) => at !== index) }))}
          >
            Remove step {index + 1}
          </Button>
        </Group>
      ))}
      {errors.rollout ? (
        <Text size="sm" c="red" role="alert">
          {errors.rollout}
        </Text>
      ) : null}
      <Group>
        <Button
          ref={target}
          variant="default"
          disabled={rollout.length >= 12}
          onClick={() => {
            const last = rollout.at(-1) ?? { afterMs: 0, coverage };
            change({
              rollout: [...rollout, { afterMs: last.afterMs + dayMs, coverage: Math.min(1, last.coverage * 2) }],
            });
          }}
        >
          Add a step that widens it
        </Button>
      </Group>
    </Panel>
  );
}
